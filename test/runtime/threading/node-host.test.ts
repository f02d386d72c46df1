import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { Thread } from '../../../src/runtime/threading/node.ts'
import { preloadInThreads } from '../../../src/runtime/threading/node-program.ts'
import * as jobs from './node-jobs.ts'

afterEach(() => void vi.restoreAllMocks())

test('lines of a thread carry its name, and none is later than the result', async () => {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  const error = vi.spyOn(console, 'error').mockReturnValue()
  const thread = new Thread(jobs.print)
  thread.name = 'printer'
  await thread.start().join()
  const lines = log.mock.calls.flat().join('\n').split('\n')
  expect(lines.slice(0, 2)).toEqual(['printer │ one', 'printer │ two 2'])
  expect(lines.at(-1)).toMatch(/^printer │ └/)
  expect(error.mock.calls).toEqual([['printer │ wrong']])
})

test('a thread that ends without an outcome frees those who wait for it', async () => {
  await expect(new Thread(jobs.throwLater).start().join()).rejects.toMatchObject({
    name: 'RangeError',
    message: 'from a timer',
    stack: expect.stringMatching(/node-jobs\.ts:13:/),
  })
  await expect(new Thread(jobs.rejectBeside).start().join()).rejects.toThrow('nobody caught it')
  await expect(new Thread(jobs.exit).start().join()).rejects.toThrow(
    'ended before its function was done (exit code 3)',
  )
})

test('a thread ends with its function, whatever timers it leaves', async () => {
  expect(await new Thread(jobs.leaveTimer).start().join()).toBe('done')
})

test('a thread can start threads', async () => {
  expect(await new Thread(jobs.addInThread, 2, 3).start().join()).toBe(5)
})

test('16 threads are the most of a whole program, also when each starts the next', async () => {
  const words = await new Thread(jobs.descend).start().join()
  expect(words).toContain('RangeError')
  expect(words).toContain('16 threads are alive')
  expect(await new Thread(jobs.addInThread, 1, 1).start().join()).toBe(2)
}, 30_000)

test('prepares each thread before it loads the program', async () => {
  preloadInThreads({
    module: fileURLToPath(new URL('preload-for-test.ts', import.meta.url)),
    data: { port: 6390 },
  })
  expect(await new Thread(jobs.prepared).start().join()).toEqual({ port: 6390 })
})

test('threads of a program outside of vitest', async () => {
  const tsx = fileURLToPath(import.meta.resolve('tsx/cli'))
  const script = fileURLToPath(new URL('program-for-test.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [tsx, script])
  expect(stdout.trim()).toBe("[ 'task 1 done', 'task 2 done', 5 ]")
}, 30_000)
