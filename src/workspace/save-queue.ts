import type { StepId } from '../course/lesson.ts'
import type { SaveOutcome, SaveRequest } from './draft.ts'

interface WaitingSave {
  request: SaveRequest
  readonly answer: ((outcome: SaveOutcome) => void)[]
}

/** The saves of one step: one on its way, the others waiting behind it. */
interface Lane {
  running: SaveRequest | null
  readonly waiting: WaitingSave[]
  done: Promise<void>
}

/**
 * One save at a time for each step, and no waiting crowd: of edits that wait together only the newest is written, and
 * each caller gets its answer. A text that was given before the answer of the one ahead of it follows on that one,
 * since its caller could not yet know the new revision.
 *
 *     const queue = new SaveQueue((request) => write(request))     // write never rejects
 *     const outcome = await queue.save(request)
 */
export class SaveQueue {
  readonly #write: (request: SaveRequest) => Promise<SaveOutcome>
  readonly #lanes = new Map<StepId, Lane>()

  constructor(write: (request: SaveRequest) => Promise<SaveOutcome>) {
    this.#write = write
  }

  save(request: SaveRequest): Promise<SaveOutcome> {
    return new Promise((resolve) => {
      const lane = this.#lanes.get(request.step)
      if (!lane) return this.#start({ request, answer: [resolve] })
      const last = lane.waiting.at(-1)
      if (last && canTakePlace(request, last.request)) {
        last.request = request
        last.answer.push(resolve)
      } else lane.waiting.push({ request, answer: [resolve] })
    })
  }

  isBusy(step: StepId): boolean {
    return this.#lanes.has(step)
  }

  /** What is on its way or waits, in order. */
  unanswered(): readonly SaveRequest[] {
    return [...this.#lanes.values()].flatMap(({ running, waiting }) => [
      ...(running ? [running] : []),
      ...waiting.map(({ request }) => request),
    ])
  }

  /** When everything that was asked for until now, of one step or of all, is answered. */
  async settled(step?: StepId): Promise<void> {
    const lanes = step === undefined ? [...this.#lanes.values()] : [this.#lanes.get(step)]
    await Promise.all(lanes.map((lane) => lane?.done))
  }

  #start(first: WaitingSave): void {
    const lane: Lane = { running: null, waiting: [first], done: Promise.resolve() }
    this.#lanes.set(first.request.step, lane)
    lane.done = this.#work(lane, first.request.step)
  }

  async #work(lane: Lane, step: StepId): Promise<void> {
    const { waiting } = lane
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { baseRevision } = next.request
      lane.running = next.request
      const outcome = await this.#write(next.request)
      if (outcome.kind === 'saved') {
        for (const later of waiting) {
          if (later.request.baseRevision !== baseRevision) continue
          later.request = { ...later.request, baseRevision: outcome.draft.revision }
        }
      }
      for (const answer of next.answer) answer(outcome)
    }
    this.#lanes.delete(step)
  }
}

function canTakePlace(newer: SaveRequest, older: SaveRequest): boolean {
  return newer.reason === 'edit' && older.reason === 'edit' && newer.baseRevision === older.baseRevision
}
