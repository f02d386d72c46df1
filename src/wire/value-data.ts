/**
 * A value of the learner's program as data, cut to size in the worker that had it, never more than it takes to show it.
 * `more` counts what was cut away.
 */
export type ValueData =
  | {
      readonly kind: 'primitive'
      readonly type: PrimitiveType
      readonly text: string
      readonly more?: number
    }
  | { readonly kind: 'function'; readonly text: string }
  | {
      readonly kind: 'error'
      readonly text: string
      readonly entries: readonly ValueEntry[]
      readonly more?: number
    }
  | {
      readonly kind: 'object'
      /** Constructor's name, `Object` for plain ones, '' for those without a prototype. */
      readonly type: string
      readonly shape: 'array' | 'map' | 'set' | 'plain'
      /** Length of an array, size of a collection, count of own keys. */
      readonly size: number
      readonly entries: readonly ValueEntry[]
      readonly more?: number
    }
  /** Deeper than is sent, or seen already on the way here. */
  | { readonly kind: 'elided'; readonly text: string; readonly reason: 'depth' | 'cycle' | 'budget' }

export type PrimitiveType =
  'string' | 'number' | 'bigint' | 'boolean' | 'undefined' | 'null' | 'symbol' | 'date' | 'regexp'

export interface ValueEntry {
  readonly key: string | ValueData
  /** `getter`: not called, since that would run the learner's code. */
  readonly value: ValueData | 'getter'
}

export type ConsoleLevel = 'debug' | 'log' | 'info' | 'warn' | 'error'

/** One call of `console`, or a note of the sandbox about the console itself. */
export interface ConsoleEntry {
  readonly level: ConsoleLevel
  /** `table` asks for a table of its first value; `note` is the sandbox speaking. */
  readonly form: 'line' | 'table' | 'note'
  readonly values: readonly ValueData[]
  /** How many times in a row the same line was logged; at least 1. */
  readonly count: number
  /** Name of the thread that printed it; none for the program's own. */
  readonly thread?: string
  /** Nesting by `console.group`. */
  readonly indent: number
  /** Set where the entry is an uncaught error. */
  readonly error?: import('./error-data.ts').ErrorData
}
