import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as templates from './command-templates.ts'
import { compare, type Divergence, type Step } from './comparison.ts'
import { hostile, transaction, wellFormed, type Words } from './random-commands.ts'
import { missingReason, startReal } from './real-server.ts'
import type { RunningServer } from './tcp-server.ts'
import { TestClient } from './test-client.ts'

const seeds = [1, 20_260_101, 777]
const wanted = 20_000

/** Up to 250 commands of two clients, of which the second speaks seldom. */
function steps(command: fc.Arbitrary<Words>): fc.Arbitrary<readonly Step[]> {
  const single = (words: fc.Arbitrary<Words>): fc.Arbitrary<readonly Words[]> => words.map((one) => [one])
  const commands = fc.oneof(
    { arbitrary: single(command), weight: 40 },
    { arbitrary: single(wellFormed(templates.transactionTemplates)), weight: 2 },
    { arbitrary: transaction(command), weight: 1 },
  )
  const client = fc.oneof(
    { arbitrary: fc.constant(0 as const), weight: 9 },
    { arbitrary: fc.constant(1 as const), weight: 1 },
  )
  return fc
    .array(fc.record({ client, commands }), { maxLength: 250, size: 'max' })
    .map((parts) => parts.flatMap((part) => part.commands.map((words) => ({ client: part.client, words }))))
}

const say = ({ words, ours, theirs, steps: all }: Divergence): string =>
  [
    `${JSON.stringify(words)}: ours ${JSON.stringify(ours)}, redis-server ${JSON.stringify(theirs)}, after`,
    ...all.slice(-20).map((step) => `  ${step.client} ${JSON.stringify(step.words)}`),
  ].join('\n')

/** Why an answer to a hostile command may be another than Redis'. */
const reasons: readonly { readonly reason: string; fits(divergence: Divergence): boolean }[] = [
  {
    reason:
      'A cursor that was never given out: what it brings depends on Redis’ hash table, and Redis promises nothing',
    fits: ({ words }) =>
      /^[shz]?scan$/i.test(words[0] ?? '') && words[/^scan$/i.test(words[0] ?? '') ? 1 : 2] !== '0',
  },
  {
    reason:
      'Alphabetical ranges among members of different scores: "unspecified", says Redis’ page on ZRANGEBYLEX',
    fits: ({ words }) => words.some((word) => /lex/i.test(word)),
  },
  {
    reason: 'OBJECT REFCOUNT: Redis shares the numbers 0–9999 between keys, we have nothing to share',
    fits: ({ words }) => /^object$/i.test(words[0] ?? ''),
  },
  {
    reason: 'SORT … BY without a star leaves a set in the order of Redis’ hash table',
    fits: ({ words }) =>
      /^sort/i.test(words[0] ?? '') &&
      words.some((word, index) => /^by$/i.test(word) && !words[index + 1]?.includes('*')),
  },
]

describe.skipIf(missingReason !== null)(`against redis-server ${missingReason ?? ''}`, () => {
  let server: RunningServer
  let real: readonly TestClient[]
  beforeAll(async () => {
    server = await startReal()
    real = [await TestClient.connect(server.port), await TestClient.connect(server.port)]
  })
  afterAll(async () => {
    for (const client of real) client.close()
    await server.stop()
  })

  test.for(seeds)(
    `${wanted} well-formed commands at random get the same answers (seed %i)`,
    { timeout: 60_000 },
    async (seed) => {
      let count = 0
      await fc.assert(
        fc.asyncProperty(steps(wellFormed(templates.dataTemplates)), async (some) => {
          count += some.length
          const [first] = await compare(some, real)
          if (first) throw new Error(say(first))
        }),
        { seed, numRuns: 170, includeErrorInReport: true },
      )
      expect(count).toBeGreaterThanOrEqual(wanted)
    },
  )

  test.for(seeds)(
    `of ${wanted} hostile commands, at most 20 get other answers, all for reasons that are known (seed %i)`,
    { timeout: 60_000 },
    async (seed) => {
      let count = 0
      const found: Divergence[] = []
      for (const some of fc.sample(steps(hostile(templates.dataTemplates)), { seed, numRuns: 170 })) {
        count += some.length
        found.push(...(await compare(some, real)))
      }
      expect(count).toBeGreaterThanOrEqual(wanted)
      expect(found.filter((one) => !reasons.some(({ fits }) => fits(one))).map(say)).toEqual([])
      expect((found.length * wanted) / count, found.map(say).join('\n')).toBeLessThanOrEqual(20)
    },
  )
})
