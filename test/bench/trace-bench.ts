import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { figure, type Figure } from './statistics.ts'
import type { TraceSample } from './trace-sample.ts'

const samples = 5

/**
 * What it takes to keep a recording of 100,000 events, and to look anywhere in it. Each sample is of a process of its own, whose
 * memory nobody else uses.
 */
export async function benchTrace(): Promise<Figure[]> {
  const taken: TraceSample[] = []
  for (let count = 0; count < samples; count++) taken.push(await takeSample())
  const of = (name: keyof TraceSample): number[] => taken.map((sample) => sample[name])
  return [
    figure('recording of 100,000 events: state at any of them, p99', 'ms', of('seekMs'), { atMost: 5 }),
    figure('recording of 100,000 events: memory', 'kB', of('memoryKb'), { atMost: 60_000 }),
    figure('recording of 100,000 events: to append them', 'ms', of('appendMs'), { atMost: 300 }),
  ]
}

async function takeSample(): Promise<TraceSample> {
  const script = fileURLToPath(new URL('trace-sample.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--expose-gc', '--import', 'tsx'],
    script,
  ])
  return JSON.parse(stdout) as TraceSample
}
