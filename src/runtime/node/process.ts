/** `process` of a program in the page, as far as the clients of the course use it. */

const process = {
  version: 'v20.19.0',
  versions: { node: '20.19.0' },
  platform: 'browser',
  env: {} as { [name: string]: string | undefined },
  argv: ['node', 'main'],
  pid: 1,
  /** Before timers and messages, in order; among promises in the order they were asked for. */
  nextTick<A extends unknown[]>(callback: (...values: A) => void, ...values: A): void {
    queueMicrotask(() => callback(...values))
  },
  cwd: (): string => '/',
  emitWarning(warning: unknown): void {
    console.warn(String(warning))
  },
}

export const { version, versions, platform, env, argv, pid, nextTick, cwd, emitWarning } = process

// `require('process')` is the same object as the global of that name.
export { process, process as 'module.exports' }
