import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../src/tools/project.ts'
import { openStep, openVisit, type Visit } from './visit.ts'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}

let visit: Visit
let host: Server
let url: string

/** The plainest static host there is, with the site in a folder. */
beforeAll(async () => {
  visit = await openVisit()
  host = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname)
    const file = join(
      projectRoot,
      'dist',
      path.replace(/^\/some\/folder\//, ''),
      path.endsWith('/') ? 'index.html' : '',
    )
    if (!path.startsWith('/some/folder/') || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  const address = host.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/some/folder/`
})
afterAll(async () => {
  host?.close()
  await visit?.close()
})

test('the built site works from any folder of a static host', async () => {
  const page = await visit.visitor()
  const missing: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url())
  })
  await openStep(page, url, '01-lists/01-queue')
  await page.keyboard.press('Control+Shift+Enter')
  await page
    .locator('mr-results')
    .getByText(/\d of \d+ tests pass/)
    .first()
    .waitFor()
  expect(missing).toEqual([])
  await page.context().close()
})
