import type { ErrorData } from '../../wire/error-data.ts'
import type { ThreadOutcome, ThreadRequest } from '../../wire/thread-messages.ts'
import { errorFields } from './thread-error.ts'
import { resultWords } from './thread-words.ts'

/** What the thread's side needs of its surroundings. */
export interface ThreadRoom {
  /** Loads a module in this thread and gives its namespace. */
  load(module: string): Promise<object>
  /** What was thrown, as data, with its places in the learner's files. */
  describe(thrown: unknown): ErrorData
  /** Sends the outcome; throws if it cannot be copied. */
  answer(outcome: ThreadOutcome): void
}

/** The thread's side: loads the module, calls the function, answers once. Never rejects. */
export async function runThread(request: ThreadRequest, room: ThreadRoom): Promise<void> {
  const { module, exportName, args, threadName } = request
  let value: unknown
  try {
    const fn: unknown = Reflect.get(await room.load(module), exportName)
    if (typeof fn !== 'function') {
      throw new TypeError(
        `${threadName} found no function ${exportName} in its copy of the file: it is a ${typeof fn} there. ` +
          'Is it made only under some condition? A thread loads the file anew.',
      )
    }
    value = await (fn as (...values: unknown[]) => unknown)(...args)
  } catch (thrown) {
    return room.answer({ kind: 'threw', error: room.describe(thrown), fields: errorFields(thrown) })
  }
  try {
    room.answer({ kind: 'returned', value })
  } catch {
    const error = { name: 'TypeError', message: resultWords(threadName, value), frames: [] }
    room.answer({ kind: 'threw', error, fields: {} })
  }
}
