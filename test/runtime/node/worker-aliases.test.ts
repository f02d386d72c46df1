import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { bundleScript } from '../../../src/tools/bundle-text.ts'
import { nodeInWorker, workerAliases } from '../../../src/tools/worker-aliases.ts'

async function bundle(files: { readonly [name: string]: string }, isMinified = true): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mailroom-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const entry = join(folder, 'entry.ts')
  return (await bundleScript(entry, { minify: isMinified, plugins: [nodeInWorker()] })).code
}

/** Runs a classic script in a realm that has a worker's globals and nothing of Node's. */
function run(code: string): unknown {
  const text = { TextEncoder, TextDecoder, URL, URLSearchParams, console, crypto }
  const events = { MessageChannel, AbortController, AbortSignal, queueMicrotask }
  const timers = { setTimeout: () => 7, clearTimeout: () => {}, setInterval: () => 8 }
  const realm: { [name: string]: unknown } = { ...text, ...events, ...timers }
  realm['self'] = realm
  return runInNewContext(`${code}\nscript`, realm)
}

test('every module is there by both of its names, whole and in parts, for import and require', async () => {
  const names = Object.keys(workerAliases)
  const code = await bundle({
    'entry.ts': [
      ...names.map((name) => `import ${name} from 'node:${name}'; import * as ${name}Parts from '${name}'`),
      `import { required } from './required.cjs'`,
      `export const found = [${names.map((name) => `[typeof ${name}, ${name}Parts, required.${name}]`).join()}]`,
    ].join('\n'),
    'required.cjs': `exports.required = { ${names.map((name) => `${name}: require('${name}')`).join()} }`,
  })
  const { found } = run(code) as { found: [string, object, unknown][] }
  const functions = names.filter((_, index) => found[index]?.[0] === 'function')
  expect(functions).toEqual(['assert', 'debug', 'events', 'stream'])
  for (const [index, [, , required]] of found.entries())
    expect([names[index], typeof required]).toEqual([
      names[index],
      functions.includes(names[index] ?? '') ? 'function' : 'object',
    ])
}, 30_000)

test('Node’s globals are there for bundled code, and class names survive', async () => {
  const code = await bundle({
    'entry.ts': `import { name } from './library.cjs'
      export const names = [name, class CustomError extends Error {}.name, typeof setTimeout(() => {}).unref]`,
    'library.cjs': `class ReplyError extends Error {}
      exports.name = ReplyError.name + Buffer.from('x').toString('hex') + process.version.slice(0, 3) + typeof global.URL`,
  })
  const { names } = run(code) as { names: string[] }
  expect([...names]).toEqual(['ReplyError78v20function', 'CustomError', 'function'])
}, 30_000)

test('clients share one copy of Node’s modules, whichever of them are there', async () => {
  const own = await bundle({
    'entry.ts': `import shared from 'virtual:mailroom/shared-node'
    globalThis['mailroom:supplies'] = { node: { shared } }`,
  })
  const folder = mkdtempSync(join(tmpdir(), 'mailroom-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(
    join(folder, 'client.ts'),
    `import EventEmitter, { once } from 'node:events'; import net, { isIP } from 'node:net'; import { Duplex } from 'stream'
     import process, { nextTick } from 'process'; import { createHash } from 'crypto'; import assert from 'assert'
     export const shared = globalThis['mailroom:supplies'].node.shared
     export const found = [EventEmitter === shared.events, once === shared.events.once, net === shared.net, isIP === net.isIP,
       Duplex === shared.stream.Duplex, process.nextTick === nextTick, createHash === shared.crypto.createHash,
       new net.Socket() instanceof Duplex, Buffer === shared.buffer.Buffer, typeof assert === 'function']`,
  )
  const plugins = [nodeInWorker({ isSharing: true })]
  const client = await bundleScript(join(folder, 'client.ts'), { minify: true, plugins })
  expect(client.code.length).toBeLessThan(3000)
  const { found } = run(`${own}\n${client.code}`) as { found: boolean[] }
  expect([...found]).toEqual(Array.from({ length: 10 }, () => true))
}, 30_000)

test('the real ioredis with its network is one script of at most 105 kB', async () => {
  const entry = join(import.meta.dirname, '../../network/ioredis-worker.ts')
  const { code } = await bundleScript(entry, { minify: true, plugins: [nodeInWorker()] })
  expect(gzipSync(code).length).toBeLessThan(105_000)
  expect(code).not.toMatch(/\b(?:require|import)\(["'`]/)
}, 30_000)
