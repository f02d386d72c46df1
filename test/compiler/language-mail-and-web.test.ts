import { describe, expect, it } from 'vitest'
import { LanguageService } from '../../src/compiler/language-service.ts'
import { buildPackagePack, buildTypesPack } from '../../src/compiler/types-pack.ts'

/** As at the top of a step's file. */
const head = `import nodemailer, { createTransport, type SentMessageInfo, type Transporter } from 'nodemailer'
import { Hono, type Context } from 'hono'
import { createHash, randomBytes, randomInt, randomUUID, scrypt, scryptSync, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
const transport = createTransport({ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } })
const app = new Hono()
`
const headLines = head.split('\n').length - 1

const service = new LanguageService(buildTypesPack(), ['nodemailer', 'hono'])
for (const name of ['nodemailer', 'hono']) service.addPackage(name, buildPackagePack(name))

/** Codes of what is wrong with code below the head. */
function problems(code: string): (number | undefined)[] {
  service.update([{ name: 'exercise.ts', text: head + code }], [])
  const found = service.check('exercise.ts')
  for (const { line, message } of found) expect(line, message).toBeGreaterThan(headLines)
  return found.map((problem) => problem.code)
}

/** What hovering over a word below the head shows. */
function hover(code: string, word: string): string | undefined {
  service.update([{ name: 'exercise.ts', text: head + code }], [])
  return service.hover({ file: 'exercise.ts', offset: head.length + code.indexOf(word) + 1 })?.text
}

const mail = `{ from: 'a@example.com', to: ['b@example.com'], subject: 'grüße', text: 'Hello' }`

describe('types of mail, web and secrets', () => {
  it.each([
    `const info = await transport.sendMail(${mail})\nconst id: string = info.messageId\ninfo.accepted.length + info.rejected.length`,
    `const transporter = nodemailer.createTransport({ host: 'localhost', port: 1025, secure: false })\ntransporter.close()`,
    `const ok: true = await createTransport({ host: 'localhost', port: 587 }).verify()`,
    `const pool = createTransport({ host: 'localhost', port: 1025, pool: true, maxConnections: 2 })\nawait pool.sendMail({ ...${mail}, attachments: [{ filename: 'a.txt', content: Buffer.from('a') }] })`,
    `async function send(t: Transporter): Promise<SentMessageInfo> { return t.sendMail(${mail}) }\nawait send(transport)`,
    `app.get('/email_worker/', async (c) => { const id = c.req.query('user_id')\n if (!id) return c.text('who?', 400)\n const n: string = id; return c.json({ n }) })`,
    `app.get('/user/:id', (c) => c.html('<b>' + c.req.param('id') + '</b>', 404))\napp.post('/', async (c: Context) => c.json(await c.req.json()))`,
    `const response: Response = await app.request('/email_worker/?user_id=1', { method: 'POST', body: 'x', headers: { a: 'b' } })\nconst text: string = await response.text()\nresponse.status`,
    `app.use(async (c, next) => { await next(); c.header('x-a', 'b') })\napp.onError((error, c) => c.text(error.message, 500))\napp.notFound((c) => c.text('no', 404))`,
    `const hex: string = createHash('sha256').update('a').update(Buffer.from('b')).digest('hex')\nconst bytes: Buffer = createHash('sha1').digest()`,
    `const salt = randomBytes(16).toString('hex')\nconst code: number = randomInt(100000, 1000000)\nconst id: string = randomUUID()`,
    `const key = await promisify(scrypt)('password', 'salt', 64)\nconst hash: string = key.toString('hex')\nconst same: boolean = timingSafeEqual(key, scryptSync('a', 'b', 64))`,
    `const derive = promisify(scrypt)\nawait derive('a', 'b', 64, { N: 1024 })\nscrypt('a', 'b', 8, (error, key) => key.length)`,
    `const sleep = promisify(setTimeout)\nconst word: string = await sleep(10, 'x')\nawait sleep(10)`,
    `const later = promisify((n: number, done: (error: Error | null, half: number) => void) => done(null, n / 2))\nconst half: number = await later(4)`,
    `const bytes = Buffer.from('a', 'base64url')\nBuffer.concat([bytes]).equals(bytes)\nconst b: Buffer = bytes.subarray(1)`,
  ])('takes %s', (code) => {
    expect(problems(code)).toEqual([])
  })

  it.each([
    [`await transport.sendMail({ from: 'a@b.c', too: 'b@c.d' })`, 2353],
    [`transport.sendMial(${mail})`, 2551],
    [`createTransport({ host: 'localhost', prot: 1025 })`, 2769],
    [`const id: number = (await transport.sendMail(${mail})).messageId`, 2322],
    [`const id: string = (await app.request('/')).status`, 2322],
    [`app.get('/', (c) => c.req.query('id'))`, 2769],
    [`app.get('/', (c) => { const id: string = c.req.query('id'); return c.text(id) })`, 2322],
    [`import Express from 'hono'`, 1192],
    [`createHash('sha1').update(5)`, 2345],
    [`const n: string = randomInt(5)`, 2322],
    [`randomInt('5')`, 2345],
    [`await promisify(scrypt)('a', 'b')`, 2554],
    [`timingSafeEqual('a', 'b')`, 2345],
    [`import { pbkdf3 } from 'node:crypto'`, 2305],
  ])('objects to %s', (code, problem) => {
    expect(problems(code)).toEqual([problem])
  })

  it('shows what they are', () => {
    expect(hover(`transport.sendMail(${mail})`, 'sendMail')).toMatch(/sendMail\(data: .+Promise</s)
    expect(hover(`app.get('/', (c) => c.json({}))`, 'json')).toContain('json')
    expect(hover('randomInt(5)', 'randomInt')).toMatch(/randomInt\(max: number\): number/)
    expect(hover(`promisify(scrypt)`, 'promisify')).toContain('Promise<Buffer>')
  })
})
