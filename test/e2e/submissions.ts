/** Answers to 01-lists/01-queue, honest and otherwise, for the grader's tests. */

const wrong = `export class MyQueue<T = unknown> {
  push(item: T): number { return 0 }
  pop(): T | undefined { return 'wrong' as T }
  empty(): boolean { return undefined as unknown as boolean }
}`

/** Right answers in styles that a test must not trip over. */
export const honestAnswers: Readonly<Record<string, string>> = {
  linkedList: `interface Node<T> { item: T; next: Node<T> | null }
export class MyQueue<T> {
  #head: Node<T> | null = null
  #tail: Node<T> | null = null
  push(item: T): void {
    const node = { item, next: null }
    if (this.#tail) this.#tail.next = node
    else this.#head = node
    this.#tail = node
  }
  pop(): T | undefined {
    const node = this.#head
    if (!node) return undefined
    this.#head = node.next
    if (!this.#head) this.#tail = null
    return node.item
  }
  empty(): boolean { return this.#head === null }
}`,
  ring: `export const MyQueue = class<T> {
  private ring: (T | undefined)[] = new Array(2)
  private start = 0
  private count = 0
  push(item: T): void {
    if (this.count === this.ring.length) {
      this.ring = [...this.ring.slice(this.start), ...this.ring.slice(0, this.start), ...new Array(this.count)]
      this.start = 0
    }
    this.ring[(this.start + this.count++) % this.ring.length] = item
  }
  pop(): T | undefined {
    if (this.count === 0) return undefined
    const item = this.ring[this.start]
    this.start = (this.start + 1) % this.ring.length
    this.count--
    return item
  }
  empty() { return this.count === 0 }
}`,
  parameterProperty: `export class MyQueue<T> {
  constructor(private readonly items: T[] = []) {}
  push(item: T) { return this.items.push(item) }
  pop() { return this.items.shift() }
  empty = (): boolean => !this.items.length
}`,
  twoCounters: `enum Side { Front, Back }
class Base<T> { protected items = new Map<number, T>(); protected ends: [number, number] = [0, 0] }
export class MyQueue<T> extends Base<T> {
  push(item: T): void { this.items.set(this.ends[Side.Back]++, item) }
  pop(): T | undefined {
    if (this.empty()) return undefined
    const key = this.ends[Side.Front]++
    const item = this.items.get(key)!
    this.items.delete(key)
    return item
  }
  empty(): boolean { return this.ends[Side.Front] === this.ends[Side.Back] }
}`,
  prototypes: `export function MyQueue(this: any) { this.items = [] }
MyQueue.prototype.push = function (item: unknown) { this.items = [...this.items, item] }
MyQueue.prototype.pop = function () { const [first, ...rest] = this.items; this.items = rest; return first }
MyQueue.prototype.empty = function () { return this.items.length === 0 }`,
  chatty: `// import('nothing') and eval('1') and <!-- in a comment are only words
const text = "import('x') eval(1) <!-- -->"
export class MyQueue<T> {
  private items: T[] = []
  push(item: T) { console.log(text, item); this.items.push(item) }
  pop() { return this.items.splice(0, 1)[0] }
  empty() { return this.items.length < 1 }
}
export async function main() { const queue = new MyQueue<string>(); queue.push('a'); console.log(queue.pop()) }`,
}

/** Answers that try to pass without being right, or to harm. */
export const cheats: Readonly<Record<string, string>> = {
  exit: `(globalThis as any).process?.exit(0); (globalThis as any).close?.()\n${wrong}`,
  hang: `for (;;);\n${wrong}`,
  memory: `const keep: any[] = []
export class MyQueue { push() { for (;;) keep.push(new Array(1e6).fill(Math.random())) } pop() { this.push() } empty() { return false } }`,
  microtasks: `export class MyQueue { push() {} pop() {} empty() { return true } }\nfor (;;) await null`,
  only: `import { it } from 'vitest'\nit.only('fine', () => {})\n${wrong}`,
  solution: `export { MyQueue } from './solution'`,
  tests: `import './exercise.test.ts'\n${wrong}`,
  lateTamper: `setTimeout(() => { try { (globalThis as any).postMessage({ kind: 'report' }) } catch {} }, 0)\n${wrong}`,
  prototypes: `for (const owner of [Object, Array, Function, Promise, Map, Error, String]) for (const key of Reflect.ownKeys(owner.prototype)) try { (owner.prototype as any)[key] = () => true } catch {}\n${wrong}`,
  proto: `Object.setPrototypeOf(Object.prototype, null); (({}) as any).__proto__.then = (ok: any) => ok()\n${wrong}`,
  chameleon: `const any: any = { $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true, valueOf: () => 1, toString: () => 'x' }
export class MyQueue { push() { return any } pop() { return any } empty() { return any } }`,
  proxy: `const any: any = new Proxy(function () {}, { get: (_t, k) => (k === 'then' ? undefined : any), apply: () => any, construct: () => any, has: () => false })
export const MyQueue = any`,
  stack: `export class MyQueue { #test = String(new Error().stack); push() {} pop() { return /first in/.test(this.#test) ? 'Ada' : undefined } empty() { return true } }`,
  thenable: `export class MyQueue { push() {} pop(): any { return { then: (ok: any) => ok('Ada') } } empty(): any { return { then: (ok: any) => ok(true) } } }`,
  network: `try { fetch('PROOF_URL/fetch') } catch {}
try { new (globalThis as any).WebSocket('PROOF_URL/ws') } catch {}
try { (async () => {}).constructor('return fetch("PROOF_URL/constructor")')() } catch {}
try { (globalThis as any).importScripts('PROOF_URL/scripts') } catch {}
try { setTimeout('fetch("PROOF_URL/timer")' as any, 0) } catch {}
${wrong}`,
  disk: `try { (globalThis as any).process.getBuiltinModule('node:fs').writeFileSync('./proof', 'x') } catch {}\n${wrong}`,
  dynamicImport: `const name = './solution'; export const { MyQueue } = await import(name)`,
  empty: ``,
  nonsense: `export class MyQueue {{{`,
  binary: `\u0000\u0001\u0002`,
}
