import type { ConnectMessage, FrameToPage, PageToFrame, WorkerRole } from '../wire/sandbox-messages.ts'
import { frameDocument } from './frame-document.ts'

const pingEveryMs = 500
/** A frame that is silent for so long is dead: a worker that ran out of memory takes the frame's process with it. */
const deadAfterMs = 5000

/** Why a frame was given up. */
export type FrameEnd = 'memory' | 'navigated'

/** What a link tells its owner. */
export interface FrameListener {
  onMessage(message: Exclude<FrameToPage, { kind: 'pong' }>, ports: readonly MessagePort[]): void
  /** The frame is of no more use: make another one. */
  onEnd(reason: FrameEnd): void
}

/**
 * One sandboxed frame and the port to it. Made anew whenever the old one died or navigated away.
 *
 *     const link = new FrameLink(host, listener)
 *     link.send({ kind: 'install', role: 'learner', script })
 *     link.dispose()
 */
export class FrameLink {
  readonly #frame: HTMLIFrameElement
  readonly #port: MessagePort
  readonly #listener: FrameListener
  #loads = 0
  #silentMs = 0
  #lastLook = 0
  #watch: ReturnType<typeof setInterval> | undefined

  constructor(host: HTMLElement, listener: FrameListener) {
    this.#listener = listener
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    port1.onmessage = ({ data, ports }: MessageEvent<FrameToPage>) => this.#receive(data, ports)
    const frame = document.createElement('iframe')
    this.#frame = frame
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.title = 'Where your code runs'
    frame.hidden = true
    frame.srcdoc = frameDocument()
    frame.addEventListener('load', () => {
      // A second load is a frame that navigated itself, or tried to: nothing from it is believed any more.
      if (++this.#loads > 1) return this.#end('navigated')
      const message: ConnectMessage = { kind: 'mailroom-connect' }
      frame.contentWindow?.postMessage(message, '*', [port2])
    })
    host.append(frame)
  }

  send(message: PageToFrame, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer)
  }

  install(role: WorkerRole, script: string): void {
    this.send({ kind: 'install', role, script })
  }

  /** While anything runs, the frame must answer: otherwise its process has died. Silence costs nothing at other times. */
  watchLife(isOn: boolean): void {
    if (isOn === (this.#watch !== undefined)) return
    clearInterval(this.#watch)
    this.#watch = undefined
    if (!isOn) return
    this.#silentMs = 0
    this.#lastLook = performance.now()
    this.#watch = setInterval(() => {
      const now = performance.now()
      // A page that was itself held up (a laptop asleep, a hidden tab) has no right to call the frame silent.
      this.#silentMs += Math.min(now - this.#lastLook, 2 * pingEveryMs)
      this.#lastLook = now
      if (this.#loads > 0 && this.#silentMs > deadAfterMs) return this.#end('memory')
      this.send({ kind: 'ping' })
    }, pingEveryMs)
  }

  dispose(): void {
    this.watchLife(false)
    this.#port.onmessage = null
    this.#port.close()
    this.#frame.remove()
  }

  #receive(message: FrameToPage, ports: readonly MessagePort[]): void {
    this.#silentMs = 0
    if (message.kind !== 'pong') this.#listener.onMessage(message, ports)
  }

  #end(reason: FrameEnd): void {
    this.dispose()
    this.#listener.onEnd(reason)
  }
}
