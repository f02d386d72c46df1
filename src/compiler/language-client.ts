import packUrls from 'virtual:mailroom/types-pack'
import { Channel, type Port } from '../wire/channel.ts'
import { RemoteError } from '../wire/errors.ts'
import type { Diagnostic, SourceFile } from '../wire/program.ts'
import type { Completions, HoverInfo, LanguageCalls } from './language-calls.ts'

export type { CompletionOption, Completions, HoverInfo } from './language-calls.ts'

/** What the client needs of a Worker. */
export interface LanguageThread extends Port {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'error', listener: () => void): void
  terminate(): void
}

/** `off`: it could not be loaded or did not answer; nothing else depends on it. */
export type LanguageStatus = 'idle' | 'loading' | 'ready' | 'off'

/** Over a megabyte of TypeScript may come through a slow line. */
const loadLimitMs = 120_000
const answerLimitMs = 15_000

const startLanguageWorker = (): Worker =>
  new Worker(new URL('./language-worker.ts', import.meta.url), { type: 'module', name: 'language' })

/**
 * Real type errors, signatures and completions, from TypeScript in a worker that `start` makes.
 *
 *     const language = new LanguageClient()
 *     language.setFiles([{ name: 'exercise.ts', text }])
 *     language.start()                                   // 'status-change': loading → ready, or off with a reason
 *     await language.check('exercise.ts')                // always about the newest text; [] while it is not ready
 *
 * Its questions never reject: without an answer there are no problems, no hover and no completions.
 */
export class LanguageClient extends EventTarget {
  readonly #startWorker: () => LanguageThread
  readonly #files = new Map<string, string>()
  readonly #sent = new Map<string, string>()
  readonly #checks = new Map<string, Promise<readonly Diagnostic[]>>()
  #thread: LanguageThread | null = null
  #channel: Channel<LanguageCalls> | null = null
  #status: LanguageStatus = 'idle'
  #offReason = ''
  /** Counts changes of the files' text. */
  #revision = 0
  #newestQuestion = { hover: 0, complete: 0 }

  constructor(startWorker: () => LanguageThread = startLanguageWorker) {
    super()
    this.#startWorker = startWorker
  }

  get status(): LanguageStatus {
    return this.#status
  }

  /** Why it is off, as a sentence for the learner; '' otherwise. */
  get offReason(): string {
    return this.#offReason
  }

  /** Loads TypeScript and the types. Does nothing while loading or ready; tries again after `off`. */
  start(): void {
    if (this.#status === 'loading' || this.#status === 'ready') return
    this.#setStatus('loading')
    void this.#load()
  }

  /** The step's files; whatever else it knew is forgotten. */
  setFiles(files: readonly SourceFile[]): void {
    const names = new Set(files.map(({ name }) => name))
    for (const name of this.#files.keys()) {
      if (!names.has(name) && this.#files.delete(name)) this.#revision++
    }
    for (const file of files) this.updateFile(file)
  }

  /** One file as it stands now; the editor tells this on its own. */
  updateFile({ name, text }: SourceFile): void {
    if (this.#files.get(name) === text) return
    this.#files.set(name, text)
    this.#revision++
  }

  /** The file's problems. Who asks while an answer is under way shares it, and it is about the newest text. */
  check(file: string): Promise<readonly Diagnostic[]> {
    const check = this.#checks.get(file) ?? this.#checkNewest(file)
    this.#checks.set(file, check)
    return check
  }

  /** What stands at an offset; null also when the text changed or a newer question was asked meanwhile. */
  async hover(file: string, offset: number): Promise<HoverInfo | null> {
    const revision = this.#revision
    const question = ++this.#newestQuestion.hover
    const answer = await this.#call('hover', { file, offset })
    return question === this.#newestQuestion.hover && revision === this.#revision ? answer : null
  }

  /** What could stand at an offset; null also when a newer question was asked meanwhile. */
  async complete(file: string, offset: number): Promise<Completions | null> {
    const question = ++this.#newestQuestion.complete
    const answer = await this.#call('complete', { file, offset })
    return question === this.#newestQuestion.complete ? answer : null
  }

  dispose(): void {
    this.#close()
    this.#setStatus('idle')
  }

  async #load(): Promise<void> {
    let thread: LanguageThread | null = null
    try {
      thread = this.#thread = this.#startWorker()
      const channel = (this.#channel = new Channel<LanguageCalls>(thread, 'type checker'))
      await Promise.race([
        channel.call('load', packUrls, { timeLimitMs: loadLimitMs }),
        this.#crashOf(thread),
      ])
      if (this.#thread === thread) this.#setStatus('ready')
    } catch (error) {
      if (this.#thread === thread) this.#turnOff(reasonOf(error))
    }
  }

  /** Rejects if the worker cannot be loaded; a crash later on turns the client off, too. */
  #crashOf(thread: LanguageThread): Promise<never> {
    return new Promise((_resolve, reject) => {
      thread.addEventListener('error', () => {
        if (this.#thread === thread && this.#status === 'ready') this.#turnOff('the type checker crashed')
        else reject(new Error('the type checker could not be downloaded'))
      })
    })
  }

  async #checkNewest(file: string): Promise<readonly Diagnostic[]> {
    // The file may have been told just before or after: one turn later, whoever asks now has done so.
    await Promise.resolve()
    for (;;) {
      const revision = this.#revision
      const answer = await this.#call('check', { file })
      // An answer about an older text is dropped.
      if (answer && revision !== this.#revision) continue
      this.#checks.delete(file)
      return answer ?? []
    }
  }

  /** Sends what changed, then the question; both stay in order on the way. Null without an answer. */
  async #call<N extends 'check' | 'hover' | 'complete'>(
    name: N,
    argument: Parameters<LanguageCalls[N]>[0],
  ): Promise<Awaited<ReturnType<LanguageCalls[N]>> | null> {
    const channel = this.#channel
    if (!channel || this.#status !== 'ready') return null
    try {
      const update = this.#sendChanges(channel)
      const answer = channel.call(name, argument, { timeLimitMs: answerLimitMs })
      await Promise.all([update, answer])
      return await answer
    } catch (error) {
      // A question that TypeScript itself stumbled over says nothing about the next one.
      if (this.#channel === channel && !(error instanceof RemoteError)) this.#turnOff(reasonOf(error))
      return null
    }
  }

  #sendChanges(channel: Channel<LanguageCalls>): Promise<void> | undefined {
    const changed = [...this.#files].filter(([name, text]) => this.#sent.get(name) !== text)
    const removed = [...this.#sent.keys()].filter((name) => !this.#files.has(name))
    if (changed.length === 0 && removed.length === 0) return undefined
    for (const [name, text] of changed) this.#sent.set(name, text)
    for (const name of removed) this.#sent.delete(name)
    const files = changed.map(([name, text]) => ({ name, text }))
    return channel.call('update', { changed: files, removed }, { timeLimitMs: answerLimitMs })
  }

  #turnOff(reason: string): void {
    this.#close()
    this.#setStatus('off', `Type errors are off: ${reason}. Running and checking go on as usual.`)
  }

  #close(): void {
    this.#thread?.terminate()
    this.#channel?.close()
    this.#thread = null
    this.#channel = null
    this.#sent.clear()
  }

  #setStatus(status: LanguageStatus, offReason = ''): void {
    if (this.#status === status) return
    this.#status = status
    this.#offReason = offReason
    this.dispatchEvent(new Event('status-change'))
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RemoteError) return error.data.message
  return error instanceof Error ? error.message : String(error)
}
