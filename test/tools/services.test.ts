import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { createTransport } from 'nodemailer'
import { afterEach, expect, test } from 'vitest'
import { projectRoot } from '../../src/tools/project.ts'

let children: ChildProcess[] = []
afterEach(() => {
  for (const child of children) child.kill()
  children = []
})

/** Starts the command and reads its output until it matches, or until it ends. */
function start(args: readonly string[], until: RegExp): Promise<string> {
  const process_ = spawn(
    process.execPath,
    [join(projectRoot, 'node_modules/tsx/dist/cli.mjs'), join(projectRoot, 'src/tools/services.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  children.push(process_)
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
  const output = await start(['--redis-port', '0', '--smtp-port', '0'], /Redis listens on .*\n/)
  const port = Number(/Redis listens on 127\.0\.0\.1:(\d+)/.exec(output)?.[1])
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

test('an outside nodemailer works against it', { timeout: 30_000 }, async () => {
  const output = await start(['--redis-port', '0', '--smtp-port', '0'], /Ctrl\+C/)
  const port = Number(/SMTP listens on 127\.0\.0\.1:(\d+)/.exec(output)?.[1])
  const transport = createTransport({ host: '127.0.0.1', port, auth: { user: 'u', pass: 'p' } })
  const mail = { from: 'ada@example.com', to: 'bob@example.com', subject: 'Hi', text: 'Hello' }
  const shown = new Promise<string>((resolve) =>
    children[0]?.stdout?.on('data', (data: Buffer) => {
      if (data.includes('Mail 1')) resolve(data.toString())
    }),
  )
  expect((await transport.sendMail(mail)).response).toBe('250 2.0.0 Ok: queued as 1')
  expect(await shown).toMatch(/^Mail 1 from <ada@example\.com> to <bob@example\.com>, \d+ bytes\n$/)
  await expect(transport.sendMail({ ...mail, to: 'nobody@example.com' })).rejects.toMatchObject({
    code: 'EENVELOPE',
    responseCode: 550,
  })
})

test('a port that is taken is named', { timeout: 30_000 }, async () => {
  const output = await start(['--redis-port', '0', '--smtp-port', '0'], /Ctrl\+C/)
  const port = /SMTP listens on 127\.0\.0\.1:(\d+)/.exec(output)?.[1] ?? ''
  expect(await start(['--redis-port', '0', '--smtp-port', port], /never/)).toBe(
    `Port ${port} is taken. Choose another one: --smtp-port ${Number(port) + 1}\n`,
  )
})

test('an impossible port is refused in words', { timeout: 30_000 }, async () => {
  expect(await start(['--redis-port', 'soon'], /never/)).toContain("--redis-port is 'soon', expected a port")
})
