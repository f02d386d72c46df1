import type {
  FrameToStarter,
  StarterToFrame,
  ThreadOutcome,
  ThreadRequest,
  ThreadTarget,
} from '../../wire/thread-messages.ts'
import { findExport, type LoadedModule } from './find-export.ts'
import type { ThreadHandle, ThreadHost } from './threading.ts'

/** The port to the frame, as far as threads use it. */
export interface FramePort {
  postMessage(message: StarterToFrame, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<FrameToStarter>) => void) | null
}

interface PageThreads {
  /** The port to the frame. Nobody else listens on it. */
  readonly frame: FramePort
  /** The program's modules that are loaded, the entry first. Asked at each start: they load late. */
  readonly modules: () => Iterable<LoadedModule>
  readonly report: (error: Error, threadName: string) => void
  /** How the loaders name a file in stacks. */
  readonly sourceUrl: (file: string) => string
  /** Told of each thread before it is started. */
  readonly onSpawn?: (request: ThreadRequest) => void
  /** Keeps the world's clock from moving on, until the returned function is called. */
  readonly hold?: () => () => void
}

/**
 * Threads of a page: learner code has no `Worker`, so the frame is asked for each. The thread answers on a port of its
 * own; of a worker that is gone the frame tells, so that nobody waits for it.
 *
 *     const threading = makeThreading(pageHost({ frame, modules: () => loaded, report, sourceUrl }))
 */
export function pageHost({ frame, modules, report, sourceUrl, onSpawn, hold }: PageThreads): ThreadHost {
  const waiting = new Map<number, (error: Error) => void>()
  /** Of threads that are being started: no time passes until they live by the clock themselves. */
  const holds = new Map<number, () => void>()
  // Taken now: the learner's code may put other things in their place.
  const Channel = MessageChannel
  const post = frame.postMessage.bind(frame)
  let lastId = 0

  frame.onmessage = ({ data }) => {
    holds.get(data.id)?.()
    holds.delete(data.id)
    if (data.kind === 'thread-started') return
    if (data.kind === 'thread-refused') waiting.get(data.id)?.(new RangeError(data.message))
    else if (data.kind === 'thread-broken') waiting.get(data.id)?.(new Error(data.message))
    else data satisfies never
  }

  const spawn = (request: ThreadRequest): ThreadHandle => {
    const id = ++lastId
    const { port1, port2 } = new Channel()
    const done = new Promise<ThreadOutcome>((resolve, reject) => {
      const settle = (end: () => void): void => {
        waiting.delete(id)
        port1.close()
        end()
      }
      waiting.set(id, (error) => settle(() => reject(error)))
      port1.onmessage = ({ data }: MessageEvent<ThreadOutcome>) => {
        settle(() => resolve(data))
        post({ kind: 'thread-end', id }, [])
      }
    })
    if (hold) holds.set(id, hold())
    onSpawn?.(request)
    post({ kind: 'thread-start', id, request }, [port2])
    return { done }
  }
  const locate = (fn: unknown): ThreadTarget | null => {
    const loaded = [...modules()]
    if (loaded.length > 0) return findExport(fn, loaded)
    throw new Error(
      'A thread can start once the file is loaded: start it in main(), or in a function that main() calls.',
    )
  }
  return { locate, spawn, report, sourceUrl }
}
