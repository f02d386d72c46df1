import { expect, test } from 'vitest'
import { needsOf, scriptsFor } from '../../src/sandbox/needs.ts'
import { moduleOf } from './programs.ts'

const importing = (...names: string[]) =>
  names.map((name, index) => moduleOf(`m${index}.ts`, `import x from '${name}'`))

const alone = { world: false, services: false, modules: [] }

test('only what needs time, threads or servers gets a world', () => {
  expect(needsOf(importing('./stack.ts'))).toEqual(alone)
  expect(needsOf([], 5)).toEqual({ ...alone, world: true })
  expect(needsOf([], 'fast')).toEqual({ ...alone, world: true })
  for (const name of ['threading', 'schedule', 'node:timers/promises'])
    expect(needsOf(importing('./stack.ts', name))).toEqual({ ...alone, world: true })
  const redis = { world: true, services: true, modules: ['node', 'ioredis'] }
  expect(needsOf(importing('./stack.ts', 'ioredis'))).toEqual(redis)
  expect(needsOf([{ ...moduleOf('exercise.ts', ''), exports: ['app'] }])).toEqual({ ...alone, world: true })
  expect(needsOf(importing('nodemailer'))).toEqual({ ...redis, modules: ['node', 'nodemailer'] })
})

test('what comes as a script of its own comes with what it shares, once', () => {
  expect(needsOf(importing('hono'))).toEqual({ ...alone, modules: ['hono'] })
  for (const name of ['node:crypto', 'node:util', 'node:buffer'])
    expect(needsOf(importing(name))).toEqual({ ...alone, modules: ['node'] })
  const all = needsOf(importing('ioredis', 'hono', 'nodemailer', 'node:crypto'))
  expect(all.modules).toEqual(['node', 'ioredis', 'hono', 'nodemailer'])
  expect(scriptsFor(all)).toEqual(['world', 'node', 'ioredis', 'hono', 'nodemailer', 'services'])
  expect(needsOf([{ ...moduleOf('a.ts', ''), globals: ['Buffer'] }])).toEqual({ ...alone, modules: ['node'] })
})

test('whoever names the global fetch gets it with a clock, and no servers', () => {
  const using = (code: string, ...globals: string[]) => [{ ...moduleOf('a.ts', code), globals }]
  const web = { world: true, services: false, modules: ['fetch'] }
  expect(needsOf(using("fetch('x')", 'fetch'))).toEqual(web)
  expect(needsOf(using("vi.spyOn(globalThis, 'fetch')", 'globalThis'))).toEqual(web)
  expect(needsOf(using('app.fetch(request)', 'request'))).toEqual(alone)
  expect(needsOf(using('globalThis.x', 'globalThis'))).toEqual(alone)
  expect(scriptsFor(needsOf(using("fetch('x')", 'fetch')))).toEqual(['world', 'fetch'])
})
