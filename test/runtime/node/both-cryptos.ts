import * as nodeCrypto from 'node:crypto'
import * as ownCrypto from '../../../src/runtime/node/crypto.ts'

/** Both are called with whatever a learner might write. */
type Calls = { readonly [name: string]: (...values: unknown[]) => unknown }

const theirs = nodeCrypto as unknown as Calls
const ours = ownCrypto as unknown as Calls

/** What it gives, as text, or how it fails. */
export function outcomeOf(call: () => unknown): unknown {
  try {
    const value = call()
    return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
  } catch (error) {
    const { name, message, code } = error as NodeJS.ErrnoException
    return { name, message, code }
  }
}

/** Ours, and Node's. */
export const callBoth = (name: string, values: readonly unknown[]): [unknown, unknown] => [
  outcomeOf(() => ours[name]?.(...values)),
  outcomeOf(() => theirs[name]?.(...values)),
]
const shown = (values: readonly unknown[]): string =>
  values
    .map((value) => (typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value))))
    .join(', ')
/** Cases of a table, each with its parameters as its name. */
export const named = (calls: readonly (readonly unknown[])[]): [string, readonly unknown[]][] =>
  calls.map((values) => [`(${shown(values)})`, values])
