import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'
import type { Driver, Key } from './driver.ts'

const browsers = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
)
const driverProgram = '/usr/bin/WebKitWebDriver'

/** Keys as W3C WebDriver writes them (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const codes: Record<Key, string> = {
  Control: '\uE009',
  Shift: '\uE008',
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  a: 'a',
}

/** WebKitGTK's browser in a virtual display, by plain W3C WebDriver. */
export async function openWebKit(): Promise<Driver> {
  const binary = browsers.find((path) => existsSync(path))
  if (!binary || !existsSync(driverProgram)) {
    throw new Error('No WebKitGTK was found (Debian: apt-get install webkit2gtk-driver xvfb xauth)')
  }
  const display = await startDisplay()
  const port = await freePort()
  const driver = spawn(driverProgram, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display.name,
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      NO_AT_BRIDGE: '1',
    },
  })
  const stop = (): void => {
    driver.kill()
    display.process.kill()
  }
  try {
    const call = caller(`http://127.0.0.1:${port}`)
    await answering(call)
    const options = { binary, args: ['--automation'] }
    const session = (await call('POST', '/session', {
      capabilities: { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } },
    })) as { sessionId: string; capabilities: { browserVersion: string } }
    const path = `/session/${session.sessionId}`
    await call('POST', `${path}/timeouts`, { script: 60_000, pageLoad: 60_000 })
    const act = (keys: readonly { type: 'keyDown' | 'keyUp'; value: string }[]): Promise<unknown> =>
      call('POST', `${path}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions: keys }] })
    return {
      version: `WebKitGTK ${session.capabilities.browserVersion}`,
      goto: async (url) => void (await call('POST', `${path}/url`, { url })),
      evaluate: (expression) => evaluate(call, path, expression),
      type: async (text) => {
        for (const value of text) {
          await act([
            { type: 'keyDown', value },
            { type: 'keyUp', value },
          ])
        }
      },
      press: async (keys) => {
        const down = keys.map((key) => ({ type: 'keyDown', value: codes[key] }) as const)
        const up = keys.toReversed().map((key) => ({ type: 'keyUp', value: codes[key] }) as const)
        await act([...down, ...up])
      },
      close: async () => {
        await call('DELETE', path).catch(() => undefined)
        stop()
      },
    }
  } catch (error) {
    stop()
    throw error
  }
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

function caller(origin: string): Call {
  return async (method, path, body) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null }
    if (value?.error) throw new Error(`${value.error}: ${value.message ?? ''}`)
    return value
  }
}

async function evaluate(call: Call, path: string, expression: string): Promise<unknown> {
  const script = `const [expression, done] = arguments
    Promise.resolve().then(() => (0, eval)(expression)).then((value) => done({ value }), (error) => done({ error: String(error) }))`
  const answer = (await call('POST', `${path}/execute/async`, { script, args: [expression] })) as {
    value?: unknown
    error?: string
  }
  if (answer.error !== undefined) throw new Error(answer.error)
  return answer.value
}

/** Xvfb picks a free display and says which on its third pipe. */
async function startDisplay(): Promise<{ name: string; process: ChildProcess }> {
  const process = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const name = await new Promise<string>((resolve, reject) => {
    const pipe = process.stdio[3] as Readable
    pipe.once('data', (data: Buffer) => resolve(`:${data.toString().trim()}`))
    process.once('error', reject)
    process.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
  return { name, process }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('No free port was found')
  return address.port
}

async function answering(call: Call): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void (await call('GET', '/status'))
    } catch (error) {
      if (tries >= 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
