import type { TraceState } from './state.ts'

/** Before anything has happened. */
export const emptyState: TraceState = {
  seq: 0,
  at: 0,
  lanes: [],
  keys: [],
  key: () => undefined,
  clients: [],
  sessions: [],
  mails: [],
  structures: [],
  consoleLines: 0,
}
