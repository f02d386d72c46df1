import fc from 'fast-check'
import { waitingTemplates } from './command-templates.ts'
import { hostileWords, wordKinds } from './command-words.ts'

export type Words = readonly string[]

/** A command of one of the forms, made of words that fit. */
export function wellFormed(templates: readonly string[]): fc.Arbitrary<Words> {
  return fc
    .constantFrom(...templates)
    .chain((template) => fc.tuple(...template.split(' ').map(wordsOf)).map((parts) => parts.flat()))
}

/** A form whose words are partly replaced, left out or doubled. */
export function hostile(templates: readonly string[]): fc.Arbitrary<Words> {
  const damage = fc.record({
    at: fc.nat({ max: 8 }),
    kind: fc.constantFrom('replace', 'replace', 'drop', 'append', 'none'),
    word: fc.constantFrom(...hostileWords),
  })
  return fc
    .tuple(wellFormed(templates), damage)
    .map(([words, { at, kind, word }]) => {
      const place = 1 + (at % words.length)
      if (kind === 'replace') return words.map((old, index) => (index === place ? word : old))
      if (kind === 'drop') return words.filter((_, index) => index !== place)
      return kind === 'append' ? [...words, word] : words
    })
    .filter((words) => !isDrawn(words))
}

/** Commands whose answer is drawn by lot: unless they ask for everything, there is nothing to compare. */
function isDrawn([name = '', , count]: Words): boolean {
  if (!/^(spop|srandmember|hrandfield|zrandmember)$/i.test(name)) return false
  return count === undefined || (/^-?\d{1,18}$/.test(count) && count !== '1000' && count !== '0')
}

/** MULTI, some commands of which some would wait elsewhere, EXEC. */
export function transaction(command: fc.Arbitrary<Words>): fc.Arbitrary<readonly Words[]> {
  const inner = fc.oneof(
    { arbitrary: command, weight: 3 },
    { arbitrary: wellFormed(waitingTemplates), weight: 2 },
  )
  return fc.array(inner, { maxLength: 6 }).map((commands) => [['MULTI'], ...commands, ['EXEC']])
}

function wordsOf(part: string): fc.Arbitrary<Words> {
  if (part.startsWith('~')) return fc.option(wordsOf(part.slice(1)), { nil: [] })
  if (part.includes('|')) return fc.constantFrom(...part.split('|')).map((word) => [word])
  const isRepeated = part.endsWith('+')
  const kind = wordKinds[isRepeated ? part.slice(0, -1) : part]
  if (!kind) return fc.constant([part])
  const word = fc.constantFrom(...kind)
  return isRepeated ? fc.array(word, { minLength: 1, maxLength: 4 }) : word.map((text) => [text])
}
