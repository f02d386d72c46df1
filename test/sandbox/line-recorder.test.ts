import { expect, test } from 'vitest'
import { runRecorded } from '../compiler/recorded.ts'
import { lineWords } from './line-words.ts'
import { told, toldByMain } from './recorded-words.ts'

test('tells each line before it runs, with what has changed', async () => {
  expect(
    await toldByMain(`export function main() {
  let a = 1
  a++
  const b = [a]
  b.push(3, 4)
  if (a > 1)
    a = b.length
}`),
  ).toEqual([
    'enter 1 main exercise.ts:1 from null',
    '1:2',
    '1:3 a=1',
    '1:4 a=2',
    '1:5 b=[2]',
    '1:6 b=[2, 3, 4]',
    '1:7',
    'leave 1 returned a=3',
  ])
})

test('gives each call of a recursive function a frame', async () => {
  expect(
    await toldByMain(`const sum = (n) => n === 0 ? 0 : n + sum(n - 1)
export const main = () => sum(2)`),
  ).toEqual([
    'enter 2 main exercise.ts:2 from null',
    '2:2',
    'enter 3 sum exercise.ts:1 from 2',
    '3:1 n=2',
    'enter 4 sum exercise.ts:1 from 3',
    '4:1 n=1',
    'enter 5 sum exercise.ts:1 from 4',
    '5:1 n=0',
    'leave 5 returned 0',
    'leave 4 returned 1',
    'leave 3 returned 3',
    'leave 2 returned 3',
  ])
})

test('counts the turns of the innermost loop', async () => {
  expect(
    await toldByMain(`export function main() {
  for (let i = 0; i < 2; i++)
    for (const x of 'ab') {
      x
    }
  do {
    if (true) break
  } while (true)
}`),
  ).toEqual([
    'enter 1 main exercise.ts:1 from null',
    '1:2',
    '1:3 i=0 ×1 of 2',
    "1:4 x='a' ×1 of 3",
    "1:4 x='b' ×2 of 3",
    '1:3 i=1 ×2 of 2',
    "1:4 x='a' ×1 of 3",
    "1:4 x='b' ×2 of 3",
    '1:6',
    '1:7 ×1 of 6',
    '1:7 ×1 of 6',
    'leave 1 returned',
  ])
})

test('keeps the frames of async functions apart', async () => {
  expect(
    await toldByMain(`const work = async (name) => {
  await null
  return name
}
export async function main() {
  const a = work('a')
  const b = work('b')
  await b
  try {
    await Promise.reject(new Error('no'))
  } catch (error) {
    return await a
  }
}`),
  ).toEqual([
    'enter 2 main exercise.ts:5 from null async',
    '2:6',
    'enter 3 work exercise.ts:1 from 2 async',
    "3:2 name='a'",
    'await 3:2',
    '2:7 a=Promise {}',
    'enter 4 work exercise.ts:1 from 2 async',
    "4:2 name='b'",
    'await 4:2',
    '2:8 b=Promise {}',
    'await 2:8',
    'resume 3',
    '3:3',
    "leave 3 returned 'a'",
    'resume 4',
    '4:3',
    "leave 4 returned 'b'",
    'resume 2',
    '2:10',
    'await 2:10',
    'resume 2',
    '2:12 error=Error: no',
    'await 2:12',
    'resume 2',
    "leave 2 returned 'a'",
  ])
})

test('leaves the frames that an error leaves', async () => {
  expect(
    await toldByMain(`function f() {
  throw new TypeError('x')
}
const g = () => f()
export function main() {
  try {
    g()
  } catch {
    return 1
  } finally {
    g
  }
}`),
  ).toEqual([
    'enter 2 main exercise.ts:5 from null',
    '2:7',
    'enter 3 g exercise.ts:4 from 2',
    '3:4',
    'enter 4 f exercise.ts:1 from 3',
    '4:2',
    'leave 4 threw TypeError: x',
    'leave 3 threw TypeError: x',
    '2:9',
    '2:11',
    'leave 2 returned 1',
  ])
})

test('lets a generator wait, and whoever asks it go on', async () => {
  expect(
    await toldByMain(`function* g() {
  yield 1
}
export function main() {
  const i = g()
  i.next()
  i.next()
  const later = 1
}`),
  ).toEqual([
    'enter 1 main exercise.ts:4 from null',
    '1:5',
    '1:6 i={}',
    'enter 2 g exercise.ts:1 from 1',
    '2:2',
    'await 2:2',
    '1:7',
    'resume 2',
    'leave 2 returned',
    '1:8',
    'leave 1 returned later=1',
  ])
})

test('waits in `for await`', async () => {
  expect(
    await toldByMain(`export async function main() {
  for await (const x of [1, 2]) {
    x
  }
  return 3
}`),
  ).toEqual([
    'enter 1 main exercise.ts:1 from null async',
    '1:2',
    'await 1:2',
    'resume 1',
    '1:3 x=1 ×1 of 2',
    'await 1:2',
    'resume 1',
    '1:3 x=2 ×2 of 2',
    'await 1:2',
    'resume 1',
    '1:5',
    'leave 1 returned 3',
  ])
})

test('records what a module does when it is loaded', async () => {
  expect(await told(`const a = 1\nexport let b = await a\nfunction f() {}\nf()`)).toEqual([
    'enter 1 () exercise.ts:1 from null',
    '1:1',
    '1:2 a=1',
    'await 1:2',
    'resume 1',
    '1:4 b=1',
    'enter 2 f exercise.ts:3 from 1',
    'leave 2 returned',
    'leave 1 returned',
  ])
  expect(await told(`export class A { #b = [] }\nexport function f() {}`)).toEqual([])
})

test('ends the recording at its budget, and not the run', async () => {
  const { names, records } = await runRecorded(
    `let sum = 0\nexport const add = (n) => {\n  for (let i = 0; i < n; i++) sum += i\n  return sum\n}`,
    { budget: 10 },
  )
  expect((names['add'] as (n: number) => number)(1000)).toBe(499_500)
  expect((names['add'] as (n: number) => number)(1)).toBe(499_500)
  expect(records.filter(({ kind }) => kind === 'step')).toHaveLength(10)
  expect(records.map(lineWords).at(-1)).toBe('end after 10 at exercise.ts:3')
})

test('ends as well where calls and waiting alone fill it', async () => {
  const empty = await runRecorded('const f = () => {}\nfor (let i = 0; i < 100; i++) f()', { budget: 20 })
  expect(empty.records.at(-1)?.kind).toBe('lines-end')
  expect(empty.records.length).toBeLessThan(100)
  const waiting = await runRecorded('let i = 0\nwhile (i < 100) [await i++]', { budget: 20 })
  expect(waiting.records.at(-1)?.kind).toBe('lines-end')
})
