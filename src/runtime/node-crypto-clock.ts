/** What of Node's crypto is done in threads of its own, where a run's clock does not see it. */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

type Calls = { [name: string]: (...values: unknown[]) => unknown }

const calls = crypto as unknown as Calls
const names = ['scrypt', 'pbkdf2', 'randomBytes', 'randomInt'] as const

/**
 * From now on no time passes while a callback of these is awaited; returns the function that ends that. They are replaced
 * for all who import them.
 *
 *     const letPass = holdForCrypto(clock.hold)
 */
export function holdForCrypto(hold: () => () => void): () => void {
  const own = names.map((name) => [name, calls[name]] as const)
  for (const [name, call] of own) {
    if (!call) continue
    const held = function (this: unknown, ...values: unknown[]): unknown {
      const callback = values.at(-1)
      if (typeof callback !== 'function') return Reflect.apply(call, this, values)
      const release = hold()
      const done = (...results: unknown[]): void => {
        release()
        Reflect.apply(callback, undefined, results)
      }
      try {
        return Reflect.apply(call, this, [...values.slice(0, -1), done])
      } catch (error) {
        release()
        throw error
      }
    }
    calls[name] = Object.defineProperty(held, 'name', { value: name })
  }
  syncBuiltinESMExports()
  return () => {
    for (const [name, call] of own) if (call) calls[name] = call
    syncBuiltinESMExports()
  }
}
