import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runPlain, runRecorded } from './recorded.ts'

/** What a program of many async functions logs, in order: each turn of the microtask queue leaves its mark. */
async function orderOf(source: string): Promise<readonly [unknown, unknown, unknown]> {
  const run = async (names: { [name: string]: unknown }): Promise<unknown> => {
    const log = names['log'] as unknown[]
    // Counts turns besides the program's own, so that a turn more or less shows.
    const ticks = (async () => {
      for (let tick = 0; tick < 60; tick++) {
        log.push(`tick ${tick}`)
        await Promise.resolve()
      }
    })()
    await Promise.all([(names['main'] as () => Promise<void>)(), ticks])
    return log
  }
  return [
    await run(await runPlain(source)),
    await run((await runRecorded(source)).names),
    await run((await runRecorded(source, { budget: 7 })).names),
  ]
}

const interleaved = `export const log = []
const thenable = { then(resolve) { log.push('then'); resolve('thenable') } }
const sleep = (turns) => turns === 0 ? null : Promise.resolve().then(() => sleep(turns - 1))
async function* count(n, name) { try { for (let i = 0; i < n; i++) { log.push(name + ' yields ' + i); yield i === 1 ? Promise.resolve(i) : i } return sleep(1) } finally { await null; log.push(name + ' ends') } }
async function* both() { yield* count(2, 'inner'); yield* [1, Promise.resolve(2)] }
const arrow = async (x) => x
const nested = async (x) => await arrow(await x)
async function returnsPromise() { return sleep(2) }
async function returnsAwait() { return await sleep(2) }
async function triesReturn() { try { return sleep(1) } finally { log.push('finally') } }
async function rejects(x) { if (x) throw new Error('thrown'); return Promise.reject(new Error('rejected')) }
const queue = { items: [], waiting: [], async get() { if (this.items.length === 0) return new Promise((resolve) => this.waiting.push(resolve)); return this.items.shift() }, put(x) { const next = this.waiting.shift(); if (next) next(x); else this.items.push(x) } }
export async function main() {
  const say = (name) => async (x) => { log.push(name, String(x)); await null; log.push(name + ' later') }
  const jobs = [
    (async () => { for await (const x of both()) { log.push('both ' + x); if (x === 2) break } })(),
    (async () => { for await (const x of count(5, 'cut')) if (x === 1) return log.push('returned') })(),
    (async () => { for await (const x of [sleep(1), 2, thenable]) log.push(String(x)) })(),
    nested(3).then(say('nested')), returnsPromise().then(say('promise')), returnsAwait().then(say('await')),
    triesReturn().then(say('tries')), rejects(true).catch(say('rejects')), rejects(false).catch(say('rejects too')),
    (async () => { log.push(await thenable); log.push(await 1, await arrow(2)) })(),
    (async () => { try { await rejects(true) } catch { log.push('caught') } finally { await arrow(1); log.push('after') } })(),
    queue.get().then(say('got')), queue.get().then(say('got')),
    Promise.all([1, sleep(1), arrow(2)]).then(say('all')), Promise.race([sleep(3), arrow(4)]).then(say('race')),
  ]
  queue.put('a'); await null; queue.put('b'); queue.put('c')
  const generator = count(9, 'asked')
  const asked = [generator.next(), generator.next(), generator.return(7), generator.next()]
  for (const one of asked) say('asked')(JSON.stringify(await one))
  await Promise.all(jobs)
}`

test('many functions that wait for each other come in the same order', { timeout: 30_000 }, async () => {
  const [plain, recorded, midway] = await orderOf(interleaved)
  expect((plain as unknown[]).length).toBeGreaterThan(100)
  expect(recorded).toEqual(plain)
  expect(midway).toEqual(plain)
})

/** Statements of an async function, at random. */
const statement = fc.letrec((tie) => ({
  expression: fc.oneof(
    fc.constantFrom('null', 'Promise.resolve(1)', 'later(1)', 'later(2)', 'thenable', '(async () => 1)()'),
    fc.record({ inner: tie('body') }).map(({ inner }) => `(async () => { ${inner as string} })()`),
  ),
  one: fc.oneof(
    { maxDepth: 3 },
    fc.nat(99).map((mark) => `log.push(${mark})`),
    tie('expression').map((value) => `await ${value as string}`),
    tie('expression').map((value) => `log.push(String(await ${value as string}))`),
    tie('expression').map((value) => `jobs.push(${value as string})`),
    tie('body').map(
      (body) =>
        `try { ${body as string}; await Promise.reject(1) } catch { log.push('c') } finally { await 0 }`,
    ),
    tie('body').map((body) => `for (let i = 0; i < 2; i++) { ${body as string} }`),
    tie('body').map(
      (body) => `for await (const x of [later(1), 2]) { ${body as string}; log.push(String(x)) }`,
    ),
    tie('expression').map((value) => `if (log.length % 2) return ${value as string}`),
  ),
  body: fc.array(tie('one'), { maxLength: 4 }).map((lines) => lines.join('\n')),
}))

test('so do random programs', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(statement.body, { minLength: 2, maxLength: 4 }), async (bodies) => {
      const source = `export const log = []
const jobs = []
const thenable = { then(resolve) { log.push('then'); resolve('t') } }
const later = async (n) => { for (let i = 0; i < n; i++) await null }
${bodies.map((body, index) => `async function f${index}() { ${body as string} }`).join('\n')}
export async function main() { await Promise.all([${bodies.map((_, index) => `f${index}()`).join(', ')}]); await Promise.all(jobs) }`
      const [plain, recorded, midway] = await orderOf(source)
      expect(recorded).toEqual(plain)
      expect(midway).toEqual(plain)
    }),
    { numRuns: 40 },
  )
})
