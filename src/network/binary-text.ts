/** How many bytes go as a text: with more, handing over the memory is quicker. */
export const longestText = 1024

/** A character for each byte. Most messages are short, and a text crosses threads in less time than bytes do. */
export function toText(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}

/** The bytes of a text made by `toText`; of anything else, something. */
export function fromText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
