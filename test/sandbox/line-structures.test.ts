import { expect, test } from 'vitest'
import { toldByMain } from './recorded-words.ts'

test('follows a queue, by its private field, through its methods', async () => {
  expect(
    await toldByMain(`class MyQueue {
  #items = []
  push(item) { this.#items.push(item) }
  pop() { return this.#items.shift() }
}
export function main() {
  const queue = new MyQueue()
  queue.push('Ada')
  queue.push('Bo')
  return queue.pop()
}`),
  ).toEqual([
    'enter 1 main exercise.ts:6 from null',
    '1:7',
    "MyQueue 1 'queue' [] of 0 by null",
    '1:8 queue=MyQueue { #items: [] }',
    'enter 2 MyQueue.push exercise.ts:3 from 1',
    "2:3 this=MyQueue { #items: [] } item='Ada'",
    "MyQueue 1 'queue' [Ada] of 1 by push('Ada')",
    "leave 2 returned this=MyQueue { #items: ['Ada'] }",
    "1:9 queue=MyQueue { #items: ['Ada'] }",
    'enter 3 MyQueue.push exercise.ts:3 from 1',
    "3:3 this=MyQueue { #items: ['Ada'] } item='Bo'",
    "MyQueue 1 'queue' [Ada, Bo] of 2 by push('Bo')",
    "leave 3 returned this=MyQueue { #items: ['Ada', 'Bo'] }",
    "1:10 queue=MyQueue { #items: ['Ada', 'Bo'] }",
    'enter 4 MyQueue.pop exercise.ts:4 from 1',
    "4:4 this=MyQueue { #items: ['Ada', 'Bo'] }",
    "MyQueue 1 'queue' [Bo] of 1 by pop()",
    "leave 4 returned 'Ada'",
    "leave 1 returned 'Ada'",
  ])
})

test('sees two stacks as a queue, what leaves first first', async () => {
  const words =
    await toldByMain(`class Stack { items = []; push(x) { this.items.push(x) } pop() { return this.items.pop() } }
class StackQueue {
  #inbox = new Stack()
  #outbox = new Stack()
  push(x) { this.#inbox.push(x) }
  pour() { while (this.#inbox.items.length > 1) this.#outbox.push(this.#inbox.pop()) }
}
export function main() {
  const queue = new StackQueue()
  for (const x of [1, 2, 3]) queue.push(x)
  queue.pour()
}`)
  expect(words.filter((line) => line.startsWith('StackQueue'))).toEqual([
    "StackQueue 1 'queue' [] of 0 by null",
    "StackQueue 1 'queue' [1] of 1 by push(1)",
    "StackQueue 1 'queue' [1, 2] of 2 by push(2)",
    "StackQueue 1 'queue' [1, 2, 3] of 3 by push(3)",
    "StackQueue 1 'queue' [3, 1, 2] of 3 by pour()",
    "StackQueue 1 'queue' [2, 3, 1] of 3 by pour()",
  ])
})

test('tells of what a structure holds when it was changed from outside', async () => {
  const words = await toldByMain(`class Pile { items = [] }
export function main() {
  const pile = new Pile()
  pile.items.push('x')
  pile.items[0] = 'y'
  return 1
}`)
  expect(words.filter((line) => line.startsWith('Pile'))).toEqual([
    "Pile 1 'pile' [] of 0 by null",
    "Pile 1 'pile' [x] of 1 by null",
    "Pile 1 'pile' [y] of 1 by null",
  ])
})
