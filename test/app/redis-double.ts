import type { RedisLink, RedisListener } from '../../src/app/session/step-services.ts'
import type { PromptReply } from '../../src/services/services-messages.ts'

/** A Redis that tells what the test wants it to tell. */
export class RedisDouble implements RedisLink {
  readonly listeners = new Set<RedisListener>()
  /** Databases that were looked at, in turn. */
  readonly watched: (number | null)[] = []
  readonly asked: string[] = []
  interrupts = 0
  answer: (line: string) => PromptReply | Promise<PromptReply> = () => reply('OK')

  listen(listener: RedisListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  watch(db: number | null): void {
    this.watched.push(db)
  }

  async prompt(line: string): Promise<PromptReply> {
    this.asked.push(line)
    return await this.answer(line)
  }

  interrupt(): void {
    this.interrupts++
  }

  /** Tells all who listen. */
  tell(act: (listener: RedisListener) => void): void {
    for (const listener of [...this.listeners]) act(listener)
  }
}

export function reply(text: string, changes: Partial<PromptReply> = {}): PromptReply {
  return { text, isError: false, prompt: '127.0.0.1:6379>', ...changes }
}
