import { expect, test } from 'vitest'
import { needsOf } from '../../src/sandbox/needs.ts'
import { moduleOf } from './programs.ts'

const importing = (...names: string[]) =>
  names.map((name, index) => moduleOf(`m${index}.ts`, `import x from '${name}'`))

test('only what needs time, threads or Redis gets a world', () => {
  expect(needsOf(importing('./stack.ts'))).toEqual({ world: false, services: false })
  expect(needsOf([], 5)).toEqual({ world: true, services: false })
  expect(needsOf([], 'fast')).toEqual({ world: true, services: false })
  for (const name of ['threading', 'schedule', 'node:timers/promises'])
    expect(needsOf(importing('./stack.ts', name))).toEqual({ world: true, services: false })
  const app = { ...moduleOf('exercise.ts', ''), exports: ['app'] }
  expect(needsOf([app])).toEqual({ world: true, services: false })
  expect(needsOf(importing('./stack.ts', 'ioredis'))).toEqual({ world: true, services: true })
})
