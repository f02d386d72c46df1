import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileProgram } from '../../src/compiler/compile.ts'
import { builtinModules } from '../../src/runtime/builtins.ts'
import type { RunOptions } from '../../src/sandbox/run.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import { runIn, type Ran } from './runs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
})
afterAll(() => sandbox.dispose())

function programOf(text: string): RunProgram {
  const files = [{ name: 'exercise.ts', text }]
  const outcome = compileProgram({ files, entry: 'exercise.ts', target: 'module', builtins: builtinModules })
  if (outcome.kind === 'refused') throw new Error(outcome.diagnostics[0]?.message)
  return { modules: outcome.modules, entry: 'exercise.ts' }
}

const run = (imports: string, body: string, options?: RunOptions): Promise<Ran> =>
  runIn(sandbox, programOf(`${imports}\nexport async function main() {\n${body}\n}`), options)

/** The same in a thread: what it returns is printed. */
const runInThread = (imports: string, body: string): Promise<Ran> =>
  runIn(
    sandbox,
    programOf(`import { Thread } from 'threading'\n${imports}
      export async function job() {\n${body}\n}
      export async function main() { console.log(await new Thread(job).start().join()) }`),
  )

const finished = { outcome: { kind: 'finished' } }

describe('node:crypto', () => {
  const imports = `import { createHash, randomBytes, randomInt, randomUUID, scrypt, timingSafeEqual } from 'node:crypto'
    import crypto from 'node:crypto'\nimport { promisify } from 'node:util'`
  const use = `const key = await promisify(scrypt)('secret', 'salt', 16) as Buffer
    const code = randomInt(100000, 1000000)
    return [createHash('sha256').update('a').digest('hex').slice(0, 8), key.toString('hex'), String(code).length,
      timingSafeEqual(key, Buffer.from(key)), randomUUID().length, randomBytes(5).length, crypto.randomInt === randomInt].join(' ')`
  const expected = 'ca978112 9e2f7c39f7fcf6d5f4f5b3a6e0d2b4f0 6 true 36 5 true'.split(' ')

  test('in a run, which needs no world', async () => {
    const { outcome, lines, services } = await run(imports, `console.log(await (async () => { ${use} })())`)
    const words = lines[0]?.split(' ') ?? []
    expect({ outcome, services }).toMatchObject({ ...finished, services: null })
    expect([words[0], ...words.slice(2)]).toEqual([expected[0], ...expected.slice(2)])
    expect(words[1]).toMatch(/^[0-9a-f]{32}$/)
  })

  test('in a thread', async () => {
    const { lines } = await runInThread(imports, use)
    expect(lines[0]).toMatch(/^ca978112 [0-9a-f]{32} 6 true 36 5 true$/)
  })

  test('a program is not over before its scrypt is', async () => {
    const { lines } = await run(
      imports,
      `scrypt('a', 'b', 8, (error, key) => console.log(error, key.length))`,
    )
    expect(lines).toEqual(['null 8'])
  })

  test('no time of the world passes meanwhile', async () => {
    const { lines } = await run(
      `${imports}\nimport { setTimeout as sleep } from 'node:timers/promises'`,
      `const start = Date.now(); const late = sleep(5000).then(() => console.log('late'))
       await promisify(scrypt)('a', 'b', 8); await promisify(randomBytes)(3); console.log(Date.now() - start)
       await promisify(setTimeout)(1000); console.log(Date.now() - start); await late`,
      { speed: 'fast' },
    )
    expect(lines).toEqual(['0', '1000', 'late'])
  })
})

describe('Buffer', () => {
  test('is there for whoever names it, imported or not', async () => {
    expect((await run('', `console.log(Buffer.from('é').toString('hex'))`)).lines).toEqual(['c3a9'])
    const imported = await run(
      `import { Buffer as Bytes } from 'node:buffer'`,
      `console.log(Bytes.from('YQ', 'base64url').toString())`,
    )
    expect(imported.lines).toEqual(['a'])
  })
})

describe('hono', () => {
  const imports = `import { Hono, type Context } from 'hono'`
  const app = `const app = new Hono()
    app.get('/email_worker/', (c: Context) => c.json({ id: c.req.query('user_id') ?? null }))
    app.post('/echo', async (c) => c.text(await c.req.text(), 201))
    app.get('/page', (c) => c.html('<b>ü</b>'))
    const show = async (path: string, options?: RequestInit) => {
      const response = await app.request(path, options)
      return [response.status, response.headers.get('content-type'), await response.text()].join(' ')
    }
    return [await show('/email_worker/?user_id=1'), await show('/echo', { method: 'POST', body: 'hi' }), await show('/page'), await show('/no')].join(' | ')`
  const expected =
    '200 application/json {"id":"1"} | 201 text/plain; charset=UTF-8 hi | 200 text/html; charset=UTF-8 <b>ü</b> | 404 text/plain; charset=UTF-8 404 Not Found'

  test('in a run, which needs no world', async () => {
    const { lines, services } = await run(imports, `console.log(await (async () => { ${app} })())`)
    expect({ lines, services }).toEqual({ lines: [expected], services: null })
  })

  test('in a thread', async () => {
    expect((await runInThread(imports, app)).lines).toEqual([expected])
  })
})

describe('nodemailer', () => {
  const imports = `import nodemailer, { createTransport } from 'nodemailer'`
  const server = `{ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } }`
  const send = `const transport = nodemailer.createTransport(${server})
    const info = await transport.sendMail({ from: 'a@example.com', to: 'ada@example.com', subject: 'grüße', text: 'Hello',
      attachments: [{ filename: 'a.txt', content: Buffer.from('attached') }] })
    return [info.accepted.join(), info.rejected.length, info.response.slice(0, 3), nodemailer.createTransport === createTransport].join(' ')`

  test('sends in a run, and its end is the program’s end', async () => {
    const { outcome, lines, ms } = await run(imports, `console.log(await (async () => { ${send} })())`)
    expect({ outcome, lines }).toMatchObject({ ...finished, lines: ['ada@example.com 0 250 true'] })
    expect(ms).toBeLessThan(4000)
  })

  test('sends in a thread', async () => {
    expect((await runInThread(imports, send)).lines).toEqual(['ada@example.com 0 250 true'])
  })

  test('verifies, and is refused with a wrong password', async () => {
    const { lines } = await run(
      imports,
      `console.log(await createTransport(${server}).verify())
       const wrong = createTransport({ ...${server}, auth: { user: 'u', pass: 'x' } })
       await wrong.sendMail({ from: 'a@b.c', to: 'b@c.d' }).catch((error) => console.log(error.code, error.responseCode, error.command))`,
    )
    expect(lines).toEqual(['true', 'EAUTH 535 AUTH PLAIN'])
  })

  test('no time of the world passes while mail is on its way', async () => {
    const { lines } = await run(
      `${imports}\nimport { setTimeout as sleep } from 'node:timers/promises'`,
      `const start = Date.now(); const late = sleep(60_000).then(() => console.log('late', Date.now() - start))
       for (let i = 0; i < 5; i++) await (async () => { ${send} })()
       console.log(Date.now() - start); await late`,
      { speed: 'fast' },
    )
    expect(lines).toEqual(['0', 'late 60000'])
  })

  test('a pool that is left open ends the run after a while, with a note', async () => {
    const { lines } = await run(
      imports,
      `const pool = createTransport({ ...${server}, pool: true }); await pool.sendMail({ from: 'a@b.c', to: 'b@c.d' })`,
    )
    expect(lines).toEqual([
      expect.stringMatching(/1 connection to a mail server is still open.*transport\.close\(\)/),
    ])
  })

  test('a hundred connections at once', async () => {
    const { lines } = await run(
      imports,
      `const transport = createTransport(${server})
       const send = (at: number) => transport.sendMail({ from: 'a@b.c', to: at + '@c.d', text: 'Hello' })
       const infos = await Promise.all(Array.from({ length: 100 }, (_, at) => send(at)))
       console.log(infos.filter(({ accepted }, at) => accepted[0] === at + '@c.d').length)`,
    )
    expect(lines).toEqual(['100'])
  })

  test('says what to do without TLS, files, the web and sendmail', async () => {
    const { lines } = await run(
      imports,
      `const tell = (error: Error) => console.log(error.message)
       const mail = { from: 'a@b.c', to: 'b@c.d' }
       await createTransport({ host: 'localhost', port: 1025, secure: true }).sendMail(mail).catch(tell)
       await createTransport({ host: 'localhost', port: 1025, requireTLS: true }).sendMail(mail).catch(tell)
       const json = createTransport({ streamTransport: true, buffer: true })
       await json.sendMail({ ...mail, attachments: [{ path: '/etc/hosts' }] }).catch(tell)
       await json.sendMail({ ...mail, attachments: [{ path: 'https://example.com/a.png' }] }).catch(tell)
       await createTransport({ sendmail: true }).sendMail(mail).catch(tell)`,
    )
    expect(lines).toEqual([
      expect.stringContaining('secure: false'),
      expect.stringMatching(/STARTTLS/i),
      expect.stringContaining('give the attachment’s `content`'),
      expect.stringContaining('give `content` instead'),
      expect.stringContaining('Use SMTP'),
    ])
  })

  test('ioredis and nodemailer in one program share what is beneath them', async () => {
    const { lines } = await run(
      `${imports}\nimport { Redis } from 'ioredis'`,
      `const redis = new Redis(); await redis.set('to', 'ada@example.com')
       const info = await createTransport(${server}).sendMail({ from: 'a@b.c', to: await redis.get('to') ?? '', text: await redis.getBuffer('to') ?? '' })
       console.log(info.accepted.join()); await redis.quit()`,
    )
    expect(lines).toEqual(['ada@example.com'])
  })
})
