/** With every `<T>(…)` inside another one the parser takes twice as long: it reads each as a generic function first. */
const deepestAssertions = 10

/** A type before a value, where a value may begin. */
const assertion = /(?<=(?:^|[=(,:?[{;&|!~+\-*/%<>\n]|\breturn|\bawait|\btypeof)\s*)<[^<>()=]*>/y

/** Whether the parser would take seconds for a text, as nobody writes it. */
export function isNestedTooDeeply(text: string): boolean {
  const outer: number[] = []
  let depth = 0
  let atLevel = 0
  /** Nothing has followed the last assertion yet, so a line break does not end its statement. */
  let isOpen = false
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    assertion.lastIndex = index
    if (character === '<' && assertion.test(text)) {
      if (depth + ++atLevel > deepestAssertions) return true
      index = assertion.lastIndex - 1
      isOpen = true
      continue
    }
    if ('([{'.includes(character)) {
      outer.push(atLevel)
      depth += atLevel
      atLevel = 0
    } else if (')]}'.includes(character)) {
      atLevel = outer.pop() ?? 0
      depth -= atLevel
    } else if (',;'.includes(character) || (character === '\n' && !isOpen)) {
      atLevel = 0
    }
    if (character.trim() !== '') isOpen = false
  }
  return false
}
