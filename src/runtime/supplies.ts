import type { LaneRecord, SentRecords } from '../wire/lane-messages.ts'
import type { CompiledModule } from '../wire/program.ts'
import type { ParseMail } from './inbox.ts'
import type { nodeModules, nodeSupply } from './node-script.ts'
import type { hono } from './hono-script.ts'
import type { ioredis } from './ioredis-script.ts'
import type { nodemailer } from './nodemailer-script.ts'

/** Modules by the names that a program imports them under. */
interface SuppliedModules extends Partial<typeof nodeModules> {
  readonly ioredis?: typeof ioredis
  readonly nodemailer?: typeof nodemailer
  readonly hono?: typeof hono
}

/**
 * What scripts of their own leave for a worker, one each for Node's modules and for the packages: only programs that import
 * them wait for them. They go before the worker's script, Node's modules first, which the packages share.
 */
export interface Supplies {
  /** The realm's network, its open handles and its timers, as the clients have them. */
  readonly node?: typeof nodeSupply
  readonly modules: SuppliedModules
  /** Makes a program's `fetch`, which lives by a clock. */
  readonly makeFetch?: (surroundings: {
    readonly timers: {
      setTimeout(callback: () => void, ms: number): unknown
      clearTimeout(timer: unknown): void
    }
    hold(): () => void
    onFetch?(method: string, url: string): (status: number | null, text: string) => void
  }) => typeof fetch
  /** Makes what programs that are recorded line by line import as `mailroom:lines`: its default export. */
  readonly makeLines?: (lane: LinesLane) => { on: boolean }
  /** Finds the columns of their sources. */
  readonly columnsOf?: (
    modules: readonly CompiledModule[],
  ) => (file: string, line: number, column: number) => number
  /** Reads a message for the tests of a step; of a checker's worker only. */
  readonly parseMail?: ParseMail
}

/** Records that wait to be sent. */
export interface RecordBatch {
  readonly size: number
  add(record: LaneRecord): void
  /** All of them; it is empty afterwards. */
  take(): SentRecords
}

/** Where the records of lines go: the lane's recorder, in whose batch they are written. */
export interface LinesLane {
  use(batch: RecordBatch, most: number): void
  at(): number
  added(): void
  flush(): void
}

const name = 'mailroom:supplies'

/** Leaves something for whoever takes the supplies. */
export function supply({ modules, ...more }: Partial<Supplies>): void {
  const found = Reflect.get(globalThis, name) as Supplies | undefined
  const supplies: Supplies = { ...found, ...more, modules: { ...found?.modules, ...modules } }
  Object.defineProperty(globalThis, name, { value: supplies, configurable: true })
}

/** What was left in this worker. Afterwards nobody else finds it. */
export function takeSupplies(): Supplies {
  const supplies = (Reflect.get(globalThis, name) as Supplies | undefined) ?? { modules: {} }
  Reflect.deleteProperty(globalThis, name)
  return supplies
}
