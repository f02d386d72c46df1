import { gzipSync } from 'node:zlib'
import { chromium, type Browser } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumLaunch } from '../../../src/tools/browsers.ts'
import { redisAliases } from '../../../src/tools/redis-aliases.ts'

/** The server with all it needs, bundled for a worker of the page. */
let code: string
let browser: Browser

beforeAll(async () => {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [redisAliases()],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: new URL('redis-worker.ts', import.meta.url).pathname, formats: ['iife'], name: 'script' },
      rolldownOptions: { output: { banner: '"use strict";', codeSplitting: false } },
    },
  })
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []))
  code = outputs.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('')
  browser = await chromium.launch(chromiumLaunch())
}, 60_000)
afterAll(() => browser.close())

test('the server is at most 140 kB (gzip) of script', () => {
  expect(gzipSync(code).length / 1024).toBeLessThan(140)
})

test(
  'the server runs in a classic worker of an opaque frame, without eval, and wakes who waits',
  { timeout: 30_000 },
  async () => {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    const outcome = await page.evaluate(inFrame, code)
    expect(errors).toEqual([])
    expect(outcome.replies).toEqual(['+PONG', ':3', '$cafÃ©', ':5', '*queue,task'])
    await page.close()
  },
)

/** Runs in the page: a sandboxed frame as the course has it, in it a worker from a blob, and two clients over ports. */
async function inFrame(
  script: string,
): Promise<{ replies: readonly string[]; readyMs: number; wakeMs: number }> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  const policy = "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; connect-src 'none'"
  const inner = `
    onmessage = async ({ data, ports: [answer] }) => {
      const started = performance.now()
      const worker = new Worker(URL.createObjectURL(new Blob([data], { type: 'text/javascript' })))
      worker.onerror = (event) => answer.postMessage({ error: event.message })
      await new Promise((resolve) => { worker.onmessage = resolve })
      const readyMs = performance.now() - started
      const open = () => {
        const { port1, port2 } = new MessageChannel()
        worker.postMessage(null, [port2])
        const waiting = []
        port1.onmessage = ({ data }) => waiting.shift()(new TextDecoder('latin1').decode(data))
        return (text) => {
          port1.postMessage(new TextEncoder().encode(text))
          return new Promise((resolve) => waiting.push(resolve))
        }
      }
      const [one, two] = [open(), open()]
      const lines = (reply) => reply.split('\\r\\n')
      const replies = [lines(await one('PING\\r\\n'))[0], lines(await one('RPUSH list a b c\\r\\n'))[0]]
      await one('*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\nk\\r\\n$5\\r\\ncafé\\r\\n')
      replies.push('$' + lines(await one('GET k\\r\\n'))[1], lines(await one('STRLEN k\\r\\n'))[0])
      const blocked = two('BLPOP queue 0\\r\\n')
      await one('PING\\r\\n')
      const pushed = performance.now()
      void one('RPUSH queue task\\r\\n')
      const popped = lines(await blocked)
      replies.push('*' + popped[2] + ',' + popped[4])
      answer.postMessage({ replies, readyMs, wakeMs: performance.now() - pushed })
    }`
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script>${inner}</${'script'}>`
  document.body.append(frame)
  await new Promise((resolve) => frame.addEventListener('load', resolve))
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<MessageEvent>((resolve) => port1.addEventListener('message', resolve))
  port1.start()
  frame.contentWindow?.postMessage(script, '*', [port2])
  const { data } = await answer
  if (data.error) throw new Error(data.error)
  return data
}
