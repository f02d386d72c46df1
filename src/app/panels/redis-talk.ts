import type { RedisLink } from '../session/step-services.ts'

/** What was said at the prompt is another now. */
export class TalkChange extends Event {
  static readonly type = 'talk-change'
  constructor() {
    super(TalkChange.type)
  }
}

interface TalkLine {
  readonly kind: 'asked' | 'answer' | 'error' | 'push' | 'note'
  readonly text: string
}

export interface TalkState {
  readonly lines: readonly TalkLine[]
  readonly prompt: string
  /** A command has not been answered yet. */
  readonly isAsking: boolean
  /** There is something to interrupt: a wait that takes long enough to be noticed, a subscription, MONITOR. */
  readonly isBusy: boolean
}

const mostLines = 500
const firstPrompt = '127.0.0.1:6379>'
const slowMs = 200
const fresh = 'A fresh Redis: what was asked above, another one answered.'

/**
 * The conversation at a prompt, line by line. Knows nothing of the page.
 *
 *     const talk = new PromptTalk()
 *     talk.connect(link)
 *     await talk.ask('LLEN queue_name')        // talk.state.lines: what was asked, and the answer
 */
export class PromptTalk extends EventTarget {
  #state: TalkState = { lines: [], prompt: firstPrompt, isAsking: false, isBusy: false }
  #link: RedisLink | null = null
  #unlisten = (): void => {}
  #isListening = false

  get state(): TalkState {
    return this.#state
  }

  /** Another Redis, or none. What was said stays to be read. */
  connect(link: RedisLink | null): void {
    if (link === this.#link) return
    this.#unlisten()
    this.#link = link
    this.#isListening = false
    this.#change({ prompt: firstPrompt, isAsking: false, isBusy: false })
    if (!link) return
    const last = this.#state.lines.at(-1)
    if (last && last.text !== fresh) this.#say({ kind: 'note', text: fresh })
    this.#unlisten = link.listen({ onPush: (text) => this.#say({ kind: 'push', text }) })
  }

  async ask(line: string): Promise<void> {
    const link = this.#link
    if (!link || this.#state.isAsking) return
    this.#say({ kind: 'asked', text: `${this.#state.prompt} ${line}` })
    this.#change({ isAsking: true })
    // Most answers come at once: nothing need flicker for them.
    const timer = setTimeout(() => {
      if (this.#link === link && this.#state.isAsking) this.#change({ isBusy: true })
    }, slowMs)
    try {
      const { text, isError, prompt } = await link.prompt(line)
      if (this.#link !== link) return
      if (text) this.#say({ kind: isError ? 'error' : 'answer', text })
      this.#isListening = isError ? this.#isListening : staysListening(line, this.#isListening)
      this.#change({ prompt })
    } catch (error) {
      if (this.#link !== link) return
      this.#say({ kind: 'error', text: error instanceof Error ? error.message : String(error) })
    } finally {
      clearTimeout(timer)
      if (this.#link === link) this.#change({ isAsking: false, isBusy: this.#isListening })
    }
  }

  /** Answers a line here, without Redis. */
  tell(line: string, text: string): void {
    this.#say({ kind: 'asked', text: `${this.#state.prompt} ${line}` })
    this.#say({ kind: 'note', text })
  }

  /** Ctrl+C. */
  interrupt(): void {
    this.#link?.interrupt()
    this.#isListening = false
    this.#say({ kind: 'note', text: '^C' })
    this.#change({ isBusy: this.#state.isAsking })
  }

  clear(): void {
    this.#change({ lines: [] })
  }

  #say(line: TalkLine): void {
    this.#change({ lines: [...this.#state.lines, line].slice(-mostLines) })
  }

  #change(change: Partial<TalkState>): void {
    this.#state = { ...this.#state, ...change }
    this.dispatchEvent(new TalkChange())
  }
}

/** Whether messages may come unasked after this command. */
function staysListening(line: string, before: boolean): boolean {
  const name = line.trim().split(/\s+/, 1)[0]?.toLowerCase() ?? ''
  if (['subscribe', 'psubscribe', 'ssubscribe', 'monitor'].includes(name)) return true
  return ['unsubscribe', 'punsubscribe', 'sunsubscribe', 'reset', 'quit'].includes(name) ? false : before
}
