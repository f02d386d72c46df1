import { toErrorData, RemoteError } from './errors.ts'
import type { ErrorData } from './error-data.ts'

/** What a channel needs of a Worker, a MessagePort or a test's double. */
export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/** The calls one side answers: a name, one argument that can be cloned, a result that can be cloned. */
export type Calls = { [name: string]: (argument: never) => unknown }

/** Caller → answerer: please do this. */
interface CallMessage {
  readonly kind: 'call'
  readonly id: number
  readonly name: string
  readonly argument: unknown
}

/** Answerer → caller: the result of call `id`. */
type ReplyMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: ErrorData }

/** A call got no answer in its time. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError'
}

/** The other side is gone, so nothing that was asked of it will be answered. */
export class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError'
}

/**
 * Request and reply over a port, each with a time limit.
 *
 *     const compiler = new Channel<CompilerCalls>(worker, 'compiler')
 *     const outcome = await compiler.call('compile', request, { timeLimitMs: 5000 })
 *     compiler.close()            // rejects whatever is pending
 */
export class Channel<C extends Calls> {
  readonly #port: Port
  readonly #name: string
  readonly #pending = new Map<number, (reply: ReplyMessage | Error) => void>()
  #nextId = 1
  #isClosed = false

  /** `name` says in errors who did not answer. */
  constructor(port: Port, name: string) {
    this.#port = port
    this.#name = name
    port.addEventListener('message', this.#receive)
  }

  /** @throws TimeLimitError, ChannelClosedError, RemoteError (what the other side threw), or the signal's reason. */
  call<N extends keyof C & string>(
    name: N,
    argument: Parameters<C[N]>[0],
    {
      timeLimitMs,
      signal,
      transfer,
    }: { timeLimitMs: number; signal?: AbortSignal; transfer?: Transferable[] },
  ): Promise<Awaited<ReturnType<C[N]>>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed)
        return reject(new ChannelClosedError(`The ${this.#name} is closed; "${name}" was not asked`))
      if (signal?.aborted) return reject(signal.reason)
      const id = this.#nextId++
      const settle = (reply: ReplyMessage | Error): void => {
        this.#pending.delete(id)
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        if (reply instanceof Error) reject(reply)
        else if (reply.kind === 'failure') reject(new RemoteError(reply.error))
        else resolve(reply.value as Awaited<ReturnType<C[N]>>)
      }
      const timer = setTimeout(
        () =>
          settle(new TimeLimitError(`The ${this.#name} did not answer "${name}" within ${timeLimitMs} ms`)),
        timeLimitMs,
      )
      const abort = (): void => settle(signal?.reason instanceof Error ? signal.reason : new Error('Aborted'))
      signal?.addEventListener('abort', abort)
      this.#pending.set(id, settle)
      const message: CallMessage = { kind: 'call', id, name, argument }
      this.#port.postMessage(message, transfer)
    })
  }

  /** Ends the channel, not the port; everything pending rejects. */
  close(reason = `The ${this.#name} was closed`): void {
    this.#isClosed = true
    this.#port.removeEventListener('message', this.#receive)
    for (const settle of [...this.#pending.values()]) settle(new ChannelClosedError(reason))
  }

  readonly #receive = (event: MessageEvent): void => {
    const reply = event.data as ReplyMessage | null
    if (reply?.kind !== 'reply' && reply?.kind !== 'failure') return
    this.#pending.get(reply.id)?.(reply)
  }
}

/** Answers calls on a port; returns the function that stops it. */
export function serve<C extends Calls>(port: Port, calls: C): () => void {
  const receive = async (event: MessageEvent): Promise<void> => {
    const message = event.data as CallMessage | null
    if (message?.kind !== 'call' || !Object.hasOwn(calls, message.name)) return
    const { id } = message
    try {
      const value: unknown = await calls[message.name]?.(message.argument as never)
      port.postMessage({ kind: 'reply', id, value } satisfies ReplyMessage)
    } catch (error) {
      port.postMessage({ kind: 'failure', id, error: toErrorData(error) } satisfies ReplyMessage)
    }
  }
  const listener = (event: MessageEvent): void => void receive(event)
  port.addEventListener('message', listener)
  return () => port.removeEventListener('message', listener)
}
