import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, expect, test } from 'vitest'
import { projectRoot } from '../../src/tools/project.ts'

let child: ChildProcess | undefined
afterEach(() => void child?.kill())

/** Starts the command and reads its output until it matches, or until it ends. */
function start(args: readonly string[], until: RegExp): Promise<string> {
  const process_ = spawn(
    process.execPath,
    [join(projectRoot, 'node_modules/tsx/dist/cli.mjs'), join(projectRoot, 'src/tools/services.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  child = process_
  return new Promise((resolve) => {
    let output = ''
    const read = (data: Buffer): void => {
      output += data.toString()
      if (until.test(output)) resolve(output)
    }
    process_.stdout.on('data', read)
    process_.stderr.on('data', read)
    process_.on('close', () => resolve(output))
  })
}

test('an outside ioredis works against it', { timeout: 30_000 }, async () => {
  const output = await start(['--redis-port', '0', '--smtp-port', '1025'], /Redis listens on .*\n/)
  expect(output).toContain('SMTP is still in the making')
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(output)?.[1])
  const redis = new Redis({ port, lazyConnect: true })
  await redis.connect()
  expect(await redis.rpush('queue', 'a', 'b')).toBe(2)
  expect(await redis.multi().lpop('queue').llen('queue').exec()).toEqual([
    [null, 'a'],
    [null, 1],
  ])
  expect(await redis.info('server')).toContain('redis_version:7')
  await expect(redis.call('XADD', 's', '*', 'k', 'v')).rejects.toThrow("ERR unknown command 'XADD'")
  expect(await redis.quit()).toBe('OK')
})

test('an impossible port is refused in words', { timeout: 30_000 }, async () => {
  expect(await start(['--redis-port', 'soon'], /never/)).toContain("--redis-port is 'soon', expected a port")
})
