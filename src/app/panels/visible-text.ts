/** Controls, text-direction marks and other characters without a shape; joiners stay, since scripts and emoji need them. */
const shapeless = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * Text of a program as it may be shown: colour codes and direction marks become visible escapes, so that no line looks
 * like something it is not.
 *
 *     visibleText('\u001b[31mred')        // '\x1b[31mred', with the backslash to be seen
 */
export function visibleText(text: string): string {
  return text.replace(shapeless, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}
