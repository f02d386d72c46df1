import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/**
 * Runs what is measured with all of this process' threads on one core, where the system has a way to say so (Linux' taskset).
 * Else threads that answer each other take 30 or 80 µs for a round trip by where they were put, and of two worlds that are
 * compared, and are alike, one is mostly slower for as long as it lives.
 */
export async function onOneCore<T>(measure: () => Promise<T>): Promise<T> {
  const last = availableParallelism() - 1
  const isBound = bind(String(last))
  try {
    return await measure()
  } finally {
    if (isBound) bind(`0-${last}`)
  }
}

function bind(cores: string): boolean {
  try {
    execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}
