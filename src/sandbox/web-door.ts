import type { AppToPage, PageToApp } from '../wire/web-messages.ts'
import type { LearnerRoom } from './learner-room.ts'
import { callApp, findApp, type App } from './web-app.ts'
import { watchLoggedErrors } from './web-logged.ts'

type WebRoom = Pick<LearnerRoom, 'output' | 'recorder' | 'clock' | 'now' | 'readThrown' | 'setRealTimeout'>

/** Lets requests of the page in to the program's `app`. */
export interface WebDoor {
  /** The modules are loaded. Whether there is an app: what the entry exports as `app` has a function `fetch`. */
  serve(entry: string, module: { readonly app?: unknown }): boolean
  /** `main()` is done. */
  open(): void
}

/** A `main()` that prepares what the app works with is waited for so long; one that goes on may be a worker. Real ms. */
const mainFirstMs = 500
/** As far as a request's path is recorded. */
const longestPath = 500

type Send = (message: AppToPage) => void
type RequestMessage = Extract<PageToApp, { kind: 'web-request' }>

// Taken before the learner's code is loaded, which may replace any of them.
const { AbortController } = globalThis

/**
 * Waits on a run's port to the page until the page asks to be let in. Open it before any of the learner's code is loaded:
 * then nobody else gets hold of the port.
 *
 *     const web = openWeb(ports.page, room)
 *     if (web.serve('exercise.ts', await room.load('exercise.ts'))) …
 */
export function openWeb(page: MessagePort, room: WebRoom): WebDoor {
  const logged = watchLoggedErrors(room.output.console)
  const cancels = new Map<number, AbortController>()
  /** Requests that came before the door was open. */
  let waiting: (() => void)[] | null = []
  /** Or the reason why there is none. */
  let app: App | string = ''

  const answer = async (request: RequestMessage, send: Send): Promise<void> => {
    const { id } = request
    if (typeof app === 'string') return send({ kind: 'web-failure', id, message: app })
    const controller = new AbortController()
    cancels.set(id, controller)
    room.recorder?.add({
      kind: 'request',
      id,
      method: request.method,
      path: request.path.slice(0, longestPath),
    })
    const response = await callApp(app, request, { room, logged, signal: controller.signal })
    cancels.delete(id)
    room.recorder?.add({ kind: 'response', id, status: response.status })
    // What it printed is on the screen before its answer.
    room.output.flush()
    send({ kind: 'web-response', id, ...response })
  }
  const receive = (message: PageToApp, send: Send): void => {
    switch (message.kind) {
      case 'web-request': {
        const begin = (): void => void answer(message, send)
        return waiting ? void waiting.push(begin) : begin()
      }
      case 'web-cancel':
        return cancels.get(message.id)?.abort()
      default:
        message satisfies never
    }
  }
  const open = (): void => {
    const held = waiting ?? []
    waiting = null
    for (const begin of held) begin()
  }
  page.onmessage = ({ ports: [port] }) => {
    if (!port) return
    const send = port.postMessage.bind(port)
    port.onmessage = ({ data }: MessageEvent<PageToApp>) => receive(data, send)
  }
  return {
    serve: (entry, module) => {
      app = findApp(entry, module)
      if (typeof app === 'string') open()
      else room.setRealTimeout(open, mainFirstMs)
      return typeof app !== 'string'
    },
    open,
  }
}
