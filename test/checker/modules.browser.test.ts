import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { pageScripts } from '../../src/sandbox/scripts.ts'
import type { CheckReport } from '../../src/wire/outcome.ts'
import { jobOfSources, type SourceStep } from './source-jobs.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
})
afterAll(() => sandbox.dispose())

const check = async (step: SourceStep): Promise<CheckReport> => sandbox.check(await jobOfSources(step)).done
/** What the tests of a passed check printed is nothing; of another, its first failure's words. */
const wordsOf = (report: CheckReport): unknown =>
  report.kind === 'tested'
    ? report.tests.map(({ status, message }) => [status, message].join(' ').trim())
    : report

describe('in a check', () => {
  test('node:crypto, node:util and Buffer are Node’s in the answer and in the tests', async () => {
    const report = await check({
      exercise: `import { createHash, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
        import { promisify } from 'node:util'
        export const hash = (text: string) => createHash('sha1').update(text).digest('hex')
        export const derive = async (word: string) => (await promisify(scrypt)(word, 'salt', 16) as Buffer).toString('hex')
        export const same = (a: string, b: string) => timingSafeEqual(Buffer.from(a), Buffer.from(b))
        export const draw = () => randomInt(5, 6)
        export const sleep = promisify(setTimeout)`,
      head: `import { createHash, scryptSync } from 'node:crypto'`,
      tests: {
        hashes: `expect(exercise.hash('ü')).toBe(createHash('sha1').update('ü').digest('hex'))`,
        derives: `expect(await exercise.derive('a')).toBe(scryptSync('a', 'salt', 16).toString('hex'))`,
        compares: `expect([exercise.same('a', 'a'), exercise.same('a', 'b')]).toEqual([true, false])
          expect(() => exercise.same('a', 'ab')).toThrow('Input buffers must have the same byte length')`,
        draws: `expect(exercise.draw()).toBe(5)`,
        sleeps: `expect(await exercise.sleep(10, 'slept')).toBe('slept')`,
      },
    })
    expect(wordsOf(report)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass'])
  })

  test('hono', async () => {
    const report = await check({
      exercise: `import { Hono } from 'hono'
        export const app = new Hono()
        app.use(async (c, next) => { await next(); c.res.headers.set('x-own', 'yes') })
        app.get('/email_worker/', (c) => c.json({ id: c.req.query('user_id') ?? null }))
        app.get('/own', () => new Response('own', { headers: new Headers({ a: 'b' }) }))
        app.post('/form', async (c) => c.text(String((await c.req.parseBody())['a'])))
        app.get('/broken', () => { throw new Error('broken') })
        app.onError((error, c) => c.text(error.message, 500))`,
      tests: {
        query: `const response = await exercise.app.request('/email_worker/?user_id=7')
          expect([response.status, await response.json(), response.headers.get('x-own')]).toEqual([200, { id: '7' }, 'yes'])`,
        own: `expect(await (await exercise.app.request('/own')).text()).toBe('own')`,
        form: `const body = new URLSearchParams({ a: 'é' }); expect(await (await exercise.app.request('/form', { method: 'POST', body })).text()).toBe('é')`,
        broken: `expect((await exercise.app.request('/broken')).status).toBe(500)`,
        missing: `expect((await exercise.app.request('/nothing')).status).toBe(404)`,
      },
    })
    expect(wordsOf(report)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass'])
  })

  test('nodemailer, in the answer, in the tests and in a thread', async () => {
    const report = await check({
      exercise: `import nodemailer from 'nodemailer'\nimport { Thread } from 'threading'
        const server = { host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } }
        export async function sendMail(to: string, subject = 'é') {
          const transport = nodemailer.createTransport(server)
          try { return (await transport.sendMail({ from: 'a@example.com', to, subject, text: 'é', html: '<b>é</b>' })).accepted.join() }
          finally { transport.close() }
        }
        export const inThread = (to: string) => new Thread(sendMail, to).start().join()
        export async function pooled(count: number) {
          const pool = nodemailer.createTransport({ ...server, pool: true })
          const infos = await Promise.all(Array.from({ length: count }, (_, i) => pool.sendMail({ from: 'a@b.c', to: 'to' + i + '@b.c', text: 'x'.repeat(3000) })))
          pool.close(); return infos.length
        }`,
      head: `import { createTransport } from 'nodemailer'`,
      tests: {
        sends: `expect(await exercise.sendMail('ada@example.com')).toBe('ada@example.com')`,
        fails: `await expect(exercise.sendMail('nobody@example.com')).rejects.toMatchObject({ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' })`,
        thread: `expect(await exercise.inThread('ada@example.com')).toBe('ada@example.com')`,
        pooled: `const start = Date.now(); expect(await exercise.pooled(20)).toBe(20); expect(Date.now() - start).toBe(0)`,
        own: `expect(await createTransport({ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } }).verify()).toBe(true)`,
      },
    })
    expect(wordsOf(report)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass'])
  })
})

/** What two users of a module reach in common and could change: paths to it. */
const reach = `function reach(roots) {
    const found = new Map(), left = roots.map((root, index) => [root, String(index)])
    while (left.length > 0) {
      const [value, path] = left.pop()
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || found.has(value)) continue
      found.set(value, path)
      left.push([Object.getPrototypeOf(value), path + '.__proto__'])
      if (value instanceof Map || value instanceof Set) for (const item of [...value].flat()) left.push([item, path + '[]'])
      for (const key of Reflect.ownKeys(value)) {
        const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key)
        for (const next of [inner, get, set]) left.push([next, path + '.' + String(key)])
        if (get && key !== 'Promise') { try { left.push([Reflect.get(value, key), path + '.' + String(key)]) } catch {} }
      }
    }
    return found
  }
  const isOpen = (value) => ArrayBuffer.isView(value) ? Object.isExtensible(value) : !Object.isFrozen(value)
  function open(own, theirs) {
    const known = reach(theirs)
    const shared = [...reach(own)].filter(([value]) => known.has(value) && isOpen(value))
    return shared.map(([value, path]) => path + ' ' + Object.getOwnPropertyNames(value).join().slice(0, 99)).slice(0, 20)
  }`

describe('nothing that two users share can be changed:', () => {
  test('nodemailer', async () => {
    const report = await check({
      exercise: `import { createTransport } from 'nodemailer'\nexport { createTransport }`,
      head: `import * as nodemailer from 'nodemailer'\n${reach}
        async function use(createTransport) {
          const seen = []
          const server = { host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } }
          const mail = { from: 'a@b.c', to: 'b@c.d', text: 'é', html: 'é', attachments: [{ content: 'a' }] }
          const pool = createTransport({ ...server, pool: true })
          for (const step of ['compile', 'stream'])
            pool.use(step, (mail, done) => { seen.push(mail, mail.message, mail.message?.createReadStream()); done() })
          const sending = pool.sendMail(mail)
          while (!pool.transporter._connections[0]?.connection?._socket) await new Promise((resolve) => setTimeout(resolve))
          const [resource] = pool.transporter._connections
          seen.push(resource, resource.connection, resource.connection._socket, await sending)
          const single = createTransport(server)
          seen.push(single, await single.sendMail(mail), await single.sendMail({ ...mail, to: 'nobody@b.c' }).catch((error) => error))
          const stream = createTransport({ streamTransport: true }), json = createTransport({ jsonTransport: true })
          seen.push(stream, (await stream.sendMail(mail)).message, json, await json.sendMail(mail), createTransport({ sendmail: true }))
          pool.close()
          return [...seen, pool]
        }`,
      tests: {
        shared: `const own = await use(nodemailer.createTransport), theirs = await use(exercise.createTransport)
          expect(reach(own).size).toBeGreaterThan(1000)
          expect(open(own, theirs).join('; ')).toBe('')`,
      },
    })
    expect(wordsOf(report)).toEqual(['pass'])
  })

  test('hono, crypto, Buffer', async () => {
    const report = await check({
      exercise: `import { Hono } from 'hono'\nimport * as crypto from 'node:crypto'\nimport * as util from 'node:util'\nexport { Hono, crypto, util }\nexport const own = [Buffer, Response, Request, Headers]`,
      head: `import { Hono, Context } from 'hono'\nimport * as crypto from 'node:crypto'\nimport * as util from 'node:util'\n${reach}
        async function use(Hono) {
          const seen = [], app = new Hono()
          app.use(async (c, next) => { seen.push(c, c.req); await next() })
          app.get('/:id', async (c) => { seen.push(c, c.req, c.req.raw, c.res, c.req.param(), c.req.query()); return c.html('') })
          app.route('/a', new Hono().post('/b', async (c) => { seen.push(c, await c.req.parseBody()); return c.json({}) }))
          seen.push(app, await app.request('/1'), await app.request('/a/b', { method: 'POST' }), await app.request('/x/y'), app.router)
          return seen
        }
        const secrets = ({ createHash, createHmac, randomBytes }) => [createHash('sha1'), createHmac('md5', 'a'), createHash('sha512'), randomBytes(3)]`,
      tests: {
        shared: `const own = [...await use(Hono), ...secrets(crypto), crypto, util, Context, Buffer, Response, Request, Headers, FormData]
          const theirs = [...await use(exercise.Hono), ...secrets(exercise.crypto), exercise.crypto, exercise.util, ...exercise.own]
          expect(reach(own).size).toBeGreaterThan(500)
          expect(open(own, theirs).join('; ')).toBe('')`,
      },
    })
    expect(wordsOf(report)).toEqual(['pass'])
  })
})

describe('no cheat passes:', () => {
  const step = (exercise: string): SourceStep => ({
    exercise: `import * as nodemailer from 'nodemailer'\nimport { Hono } from 'hono'\nimport * as crypto from 'node:crypto'
      const attempt = (act: () => unknown) => { try { return act() } catch {} }
      export const app = new Hono()
      export let hash = (text: string) => crypto.createHash('sha256').update(text).digest('hex')
      let answer = 'hello'
      ${exercise}
      app.get('/', (c) => c.text(answer))`,
    head: `import { createHash, randomInt } from 'node:crypto'`,
    tests: {
      hashes: `expect(exercise.hash('a')).toBe(createHash('sha256').update('a').digest('hex'))`,
      draws: `const draws = Array.from({ length: 50 }, () => randomInt(1000)); expect(new Set(draws).size).toBeGreaterThan(5)`,
      answers: `const response = await exercise.app.request('/'); expect([response.status, await response.text()]).toEqual([200, 'hello'])`,
    },
  })

  test('the honest answer does', async () => {
    expect(wordsOf(await check(step('')))).toEqual(['pass', 'pass', 'pass'])
  })

  test.each([
    [
      'patches Hash',
      `for (const p of [Object.getPrototypeOf(crypto.createHash('md5')), crypto, crypto.default]) for (const key of ['update', 'digest', 'createHash', 'randomInt'])
        { attempt(() => { p[key] = () => 'x' }); attempt(() => Object.defineProperty(p, key, { value: () => 'x' })) }\n hash = () => 'x'`,
    ],
    [
      'patches Response and Buffer',
      `for (const p of [Response.prototype, Buffer.prototype, Buffer, Uint8Array.prototype] as any[]) for (const key of ['text', 'toString', 'from', 'status'])
        { attempt(() => { p[key] = () => 'hello' }); attempt(() => Object.defineProperty(p, key, { value: () => 'hello' })) }\n answer = 'bye'`,
    ],
    [
      'patches what is behind Hono',
      `app.use(async (c, next) => { for (const o of [app, c, c.req, app.router] as any[]) for (let p = Object.getPrototypeOf(o); p && p !== Object.prototype; p = Object.getPrototypeOf(p))
        for (const key of ['request', 'dispatch', 'text', 'match']) attempt(() => { p[key] = async () => new Response('hello') }); await next() })\n answer = 'bye'`,
    ],
    [
      'looks for globals',
      `for (const act of [() => (globalThis as any).postMessage(1), () => (globalThis as any)['mailroom:supplies'].node.plugIn(null), () => (Hono as any).constructor('return this')().postMessage(1),
        () => (nodemailer.createTransport as any).constructor('return process')().exit(0), () => (Buffer as any).constructor('return this')().close(), () => app.fire()]) attempt(act as never)\n answer = 'bye'`,
    ],
  ])('%s', async (_name, exercise) => {
    const report = await check(step(exercise))
    expect(report, JSON.stringify(report)).toMatchObject({ kind: 'tested', isPassed: false })
  })
})
