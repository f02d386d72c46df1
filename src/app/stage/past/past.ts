import type { ConsoleEntry } from '../../../wire/value-data.ts'
import type { ServicesLink } from '../../session/step-services.ts'

/** How the page shows a moment of a recording, instead of how things stand now. */
export interface Past {
  /** Which moment it is: `Event 412 of 980`. */
  readonly words: string
  readonly services: ServicesLink
  readonly entries: readonly ConsoleEntry[]
  /** Where the program stood; null where its lines were not recorded. */
  readonly place: { readonly file: string; readonly line: number } | null
}
