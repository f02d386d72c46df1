import type { Context } from 'hono'
import { Hono } from 'hono/tiny'
import { lastMusicId, musicDelay, musicEntry, musicFaults, type MusicFault } from './catalogue.ts'
import { examplePages, missingPage } from './pages.ts'

/** How an answer travels; the route that gives it says so, and whoever asked keeps to it. Milliseconds. */
export interface Manner {
  /** Until the head of the answer is there. */
  headMs: number
  /** From then on until all of the body is, in ten pieces; 0: all at once. */
  bodyMs: number
  /** The connection is lost after half of the body. */
  breaksOff: boolean
}

type WebEnv = { Bindings: Manner }
type WebContext = Context<WebEnv>

/** The hosts that it serves. There are no others. */
export const exampleHosts: ReadonlySet<string> = new Set(['api.example.com', 'example.com', 'example.org'])

/**
 * The example web: the music catalogue (catalogue.ts says which ids do what) and the pages of two sites (pages.ts). It
 * remembers how often it was asked for an entry, so each run, check or test file makes one of its own.
 *
 *     const web = exampleWeb()
 *     const manner = { headMs: 0, bodyMs: 0, breaksOff: false }
 *     const response = await web.fetch(new Request('https://api.example.com/music/1'), manner)
 */
export function exampleWeb(): Hono<WebEnv> {
  const asks = new Map<number, number>()
  const web = new Hono<WebEnv>({
    getPath: ({ url }) => {
      const { hostname, pathname } = new URL(url)
      return `/${hostname}${pathname}`
    },
  })
  web.get('/api.example.com/music/:id', (context) => {
    const id = readId(context.req.param('id'))
    if (id === null) return noMusic(context)
    const asked = (asks.get(id) ?? 0) + 1
    asks.set(id, asked)
    context.env.headMs = musicDelay(id)
    const fault = musicFaults.get(id)
    return fault ? answerFault(context, id, asked, fault) : context.json(musicEntry(id))
  })
  for (const [address, { status, html, headMs, bodyMs }] of examplePages) {
    web.get(`/${address}`, (context) => {
      Object.assign(context.env, { headMs, bodyMs })
      return context.html(html, status)
    })
  }
  web.notFound((context) => {
    context.env.headMs = 40
    if (!['GET', 'HEAD'].includes(context.req.method))
      return context.text('Only GET and HEAD work here.', 405, { allow: 'GET, HEAD' })
    return context.req.path.startsWith('/api.') ? noMusic(context) : context.html(missingPage, 404)
  })
  return web
}

function readId(text: string): number | null {
  return /^[1-9]\d?$/.test(text) && Number(text) <= lastMusicId ? Number(text) : null
}

function noMusic(context: WebContext): Response {
  context.env.headMs = 40
  return context.json({ error: 'There is nothing at this address' }, 404)
}

function answerFault(context: WebContext, id: number, asked: number, fault: MusicFault): Response {
  const { env } = context
  switch (fault.kind) {
    case 'missing':
      return noMusic(context)
    case 'busy':
      if (asked <= fault.times) return context.json({ error: 'Too busy. Try again in a moment' }, 503)
      break
    case 'slow':
      env.headMs = fault.ms
      break
    case 'drip':
      env.bodyMs = fault.ms
      break
    case 'broken':
      return context.json({ error: 'This entry cannot be read' }, 500)
    case 'cut': {
      const text = JSON.stringify(musicEntry(id))
      return context.body(text.slice(0, text.length / 2), 200, { 'content-type': 'application/json' })
    }
    case 'lost':
      env.breaksOff = true
      break
    default:
      fault satisfies never
  }
  return context.json(musicEntry(id))
}
