import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CompilerClient, type CompilerWorker } from '../../src/compiler/compiler-client.ts'
import type { CompileRequest } from '../../src/compiler/compile.ts'
import { compileProgram } from '../../src/compiler/compile.ts'
import { ChannelClosedError, TimeLimitError } from '../../src/wire/channel.ts'

/** A worker on this thread: answers at once, never, or breaks. */
class FakeWorker implements CompilerWorker {
  readonly #events = new EventTarget()
  isTerminated = false
  readonly asked: CompileRequest[] = []
  readonly #isSilent: boolean

  constructor(isSilent: boolean) {
    this.#isSilent = isSilent
  }

  postMessage(message: unknown): void {
    const { id, argument } = message as { id: number; argument: CompileRequest }
    this.asked.push(argument)
    if (this.#isSilent) return
    const data = { kind: 'reply', id, value: compileProgram(argument) }
    queueMicrotask(() => this.#events.dispatchEvent(new MessageEvent('message', { data })))
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#events.addEventListener(type, listener as EventListener)
  }

  removeEventListener(type: string, listener: (event: never) => void): void {
    this.#events.removeEventListener(type, listener as EventListener)
  }

  terminate(): void {
    this.isTerminated = true
  }

  fail(): void {
    this.#events.dispatchEvent(new Event('error'))
  }
}

const request = (text: string): CompileRequest => ({
  files: [{ name: 'a.ts', text }],
  entry: 'a.ts',
  target: 'module',
  builtins: [],
})

/** A client whose workers are silent or not, in this order; the last answer holds for all later ones. */
function makeClient(...silent: boolean[]): { client: CompilerClient; workers: FakeWorker[] } {
  const workers: FakeWorker[] = []
  const client = new CompilerClient(() => {
    const worker = new FakeWorker(silent[workers.length] ?? silent.at(-1) ?? false)
    workers.push(worker)
    return worker
  })
  return { client, workers }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('CompilerClient', () => {
  test('compiles', async () => {
    const { client, workers } = makeClient(false)
    expect(await client.compile(request('const a: number = 1'))).toMatchObject({
      kind: 'compiled',
      modules: [{ name: 'a.ts', code: 'const a         = 1' }],
    })
    expect(await client.compile(request('}'))).toMatchObject({ kind: 'refused' })
    expect(workers).toHaveLength(1)
  })

  test('replaces a worker that hangs, and spares the requests behind it', async () => {
    const { client, workers } = makeClient(true, false)
    const hung = expect(client.compile(request('a'))).rejects.toThrow(TimeLimitError)
    const next = client.compile(request('b'))
    await vi.advanceTimersByTimeAsync(4999)
    expect(workers).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    await hung
    expect(await next).toMatchObject({ kind: 'compiled' })
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false])
  })

  test('replaces a worker that breaks', async () => {
    const { client, workers } = makeClient(true, false)
    const broken = expect(client.compile(request('a'))).rejects.toThrow(ChannelClosedError)
    await vi.advanceTimersByTimeAsync(0)
    workers[0]?.fail()
    await broken
    expect(await client.compile(request('b'))).toMatchObject({ kind: 'compiled' })
    expect(workers[0]?.isTerminated).toBe(true)
  })

  test('gives up at once on abort, and does not ask for what was given up while it waited', async () => {
    const { client, workers } = makeClient(true, false)
    const first = new AbortController()
    const second = new AbortController()
    const rejections = [
      expect(client.compile(request('a'), { signal: first.signal })).rejects.toThrow('enough'),
      expect(client.compile(request('b'), { signal: second.signal })).rejects.toThrow('enough'),
    ]
    await vi.advanceTimersByTimeAsync(0)
    first.abort(new Error('enough'))
    second.abort(new Error('enough'))
    await Promise.all(rejections)
    await expect(client.compile(request('c'), { signal: first.signal })).rejects.toThrow('enough')
    // The worker still owes the answer to `a`; the next request is not blamed for that.
    const last = client.compile(request('d'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(await last).toMatchObject({ kind: 'compiled' })
    expect(workers.map(({ asked }) => asked.map(({ files }) => files[0]?.text))).toEqual([['a'], ['d']])
  })

  test('rejects everything when it is disposed', async () => {
    const { client, workers } = makeClient(true)
    const rejections = ['a', 'b'].map((text) =>
      expect(client.compile(request(text))).rejects.toThrow(ChannelClosedError),
    )
    await vi.advanceTimersByTimeAsync(0)
    client.dispose()
    await Promise.all(rejections)
    await expect(client.compile(request('c'))).rejects.toThrow(ChannelClosedError)
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true])
  })
})
