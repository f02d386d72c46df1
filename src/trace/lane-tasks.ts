import { isSameTask } from './same-task.ts'

/** A task that a lane took. */
export interface TakenTask {
  readonly text: string
  readonly task: number
  /** Event that took it. */
  readonly at: number
}

/** A worker that sends hundreds of mails at once is still told apart. */
const mostTasks = 64

/** The tasks that a lane took last. */
export class LaneTasks {
  readonly #taken: TakenTask[] = []
  /** Texts that were put back: a lane that pushes the same once more makes a new task. */
  readonly #back = new Set<TakenTask>()

  /** What it works on: what it took last. */
  get current(): TakenTask | undefined {
    return this.#taken.at(-1)
  }

  take(task: TakenTask): void {
    this.#taken.push(task)
    if (this.#taken.length <= mostTasks) return
    const first = this.#taken.shift()
    if (first) this.#back.delete(first)
  }

  /** It puts an item into a list: the task that it is, if the lane took it before. */
  putBack(text: string): TakenTask | undefined {
    const found = this.#taken.findLast((task) => !this.#back.has(task) && isSameTask(task.text, text))
    if (found) this.#back.add(found)
    return found
  }

  /** The last task that says the words, in capitals or not. */
  mentioning(words: string): TakenTask | undefined {
    const wanted = words.toLowerCase()
    return wanted ? this.#taken.findLast(({ text }) => text.toLowerCase().includes(wanted)) : undefined
  }

  /** The last task whose item is part of a text. */
  within(text: string): TakenTask | undefined {
    return this.#taken.findLast((task) => task.text.length >= shortestMention && text.includes(task.text))
  }
}

/** Shorter ones are found anywhere. */
const shortestMention = 3
