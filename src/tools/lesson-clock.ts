import { fileURLToPath } from 'node:url'
import { setImmediate } from 'node:timers'
import { ClockCore, type ClockPort } from '../runtime/clock.ts'
import { installClock, nodeSurroundings, realNow } from '../runtime/node-clock.ts'
import { makeScopeClock, type ScopeClock, type ScopeClockPort } from '../runtime/scope-clock.ts'
import { programClock } from '../runtime/threading/node-clock-ports.ts'
import { endThreads, giveThreadsClock, preloadInThreads } from '../runtime/threading/node-program.ts'
import type { ClockToThread, ThreadToClock } from '../wire/clock-messages.ts'
import { installFetch } from './lesson-fetch.ts'
import { answerNames } from './lesson-names.ts'
import { redirectConnections } from './lesson-network.ts'
import { startLessonServices } from './lesson-services.ts'

const threadModule = fileURLToPath(new URL('lesson-thread.ts', import.meta.url))

// Not a program's own, should it put others in their place.
const { queueMicrotask } = globalThis

/** The world of the file before, which is open still if its tests could not even be collected. */
let closeLast: (() => Promise<void>) | null = null

/**
 * Opens a world in this process: a clock that leaves out all waiting, Redis and a mail server that live by it, timers and
 * dates for this thread and those it starts. Returns the function that ends all of it, after which no code of the world goes on.
 */
export async function openLessonWorld(): Promise<() => Promise<void>> {
  await closeLast?.()
  const core = new ClockCore(realNow, 'fast')
  // The server joins first, as in the page: of timers that are due at once and were set at once, its own go first.
  const [server, leaveServer] = await joinHere(core)
  const services = await startLessonServices(server)
  const [scope, leave] = await joinHere(core)
  const redirection = redirectConnections(services.ports, scope)
  const takeClock = giveThreadsClock(programClock(core))
  const forgetPreload = preloadInThreads({ module: threadModule, data: { ports: services.ports } })
  const forgetNames = answerNames()
  const restore = installClock(scope)
  installFetch(scope)

  const close = async (): Promise<void> => {
    if (closeLast !== close) return
    closeLast = null
    takeClock()
    forgetPreload()
    scope.end()
    server.end()
    leave()
    leaveServer()
    redirection.cut()
    await Promise.all([endThreads(), services.close()])
    // Whoever hears that its connection is gone and tries again does so with timers that never fire.
    while (redirection.sockets.size > 0) await turn()
    await turn()
    restore()
    forgetNames()
  }
  closeLast = close
  return close
}

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(() => resolve()))
}

/** Lets this very thread join, with ports in memory. */
async function joinHere(core: ClockCore): Promise<readonly [ScopeClock, () => void]> {
  const clockEnd: ClockPort = {
    onmessage: null,
    postMessage: (data) =>
      queueMicrotask(() => scopeEnd.onmessage?.({ data } as MessageEvent<ClockToThread>)),
  }
  const scopeEnd: ScopeClockPort = {
    onmessage: null,
    postMessage: (data) =>
      queueMicrotask(() => clockEnd.onmessage?.({ data } as MessageEvent<ThreadToClock>)),
  }
  const scope = makeScopeClock(scopeEnd, nodeSurroundings)
  const leave = core.join(clockEnd)
  return [await scope, leave]
}
