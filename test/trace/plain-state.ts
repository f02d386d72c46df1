import type { TraceState } from '../../src/trace/state.ts'

/** A state without its methods. */
export function plain(state: TraceState): { readonly [key: string]: unknown } {
  return {
    seq: state.seq,
    at: state.at,
    lanes: state.lanes,
    keys: state.keys.map((key) => ({ ...key, items: key.items.slice(0, key.items.length) })),
    clients: state.clients,
    sessions: state.sessions,
    mails: state.mails,
    structures: state.structures,
    consoleLines: state.consoleLines,
  }
}

/** What must be the same although numbers start anew: items have others, and waiting begins where the file does. */
export function comparable(state: TraceState): Pick<TraceState, 'lanes' | 'mails'> & {
  readonly keys: readonly { readonly key: string }[]
  readonly structures: readonly object[]
} {
  return {
    lanes: state.lanes.map((lane) => ({ ...lane, activity: { ...lane.activity, since: 0 } })),
    mails: state.mails,
    keys: state.keys.map(({ db, key, type, deadline, length, text, entries, items }) => {
      const texts = items.slice(0, items.length).map((item) => item.text)
      return { db, key, type, deadline, length, text, entries, texts }
    }),
    structures: state.structures.map(({ lane, id, type, label, items, size, method }) => {
      return { lane, id, type, label, items: items.map(({ text }) => text), size, method }
    }),
  }
}
