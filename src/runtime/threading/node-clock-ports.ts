/** How threads of Node come to live by their program's clock, which is in the thread that runs the program. */
import type { MessagePort as NodePort } from 'node:worker_threads'
import type { ClockCore } from '../clock.ts'
import type { ScopeClock } from '../scope-clock.ts'

/** What a thread needs to live by the clock; transferred with its task. */
export interface ClockPorts {
  readonly clock: NodePort
  /** Lets threads that it starts itself join (StarterToClock, ClockToStarter). */
  readonly joins: NodePort
}

/** The clock of a program, as far as it starts threads. */
export interface ProgramClock {
  /** Takes a thread in. Call it before its worker runs, and `leave` once that has ended. */
  join(): { readonly ports: ClockPorts; leave(): void }
}

/** A thread that starts threads → the thread where the clock is. */
type StarterToClock =
  | { readonly kind: 'join'; readonly id: number; readonly ports: ClockPorts }
  | { readonly kind: 'leave'; readonly id: number }

/** The thread where the clock is → a thread that starts threads: that one lives by the clock now. */
interface ClockToStarter {
  readonly id: number
}

/** Node's own ports have `onmessage` too, which its types leave out. */
interface ClockChannel {
  readonly here: MessagePort
  readonly there: MessagePort
}

function newChannel(): ClockChannel {
  const { port1, port2 } = new MessageChannel()
  return { here: port1, there: port2 }
}

const asNode = (port: MessagePort): NodePort => port as unknown as NodePort

/** For the program itself. */
export function programClock(core: ClockCore): ProgramClock {
  return {
    join() {
      const [clock, joins] = [newChannel(), newChannel()]
      const leave = admit(core, clock.here, joins.here)
      return { ports: { clock: asNode(clock.there), joins: asNode(joins.there) }, leave }
    },
  }
}

/** A thread is there, and later those that it starts, which leave with it at the latest. */
function admit(core: ClockCore, clock: MessagePort, joins: MessagePort): () => void {
  const started = new Map<number, () => void>()
  const leaveClock = core.join(clock)
  joins.onmessage = ({ data }: MessageEvent<StarterToClock>) => {
    switch (data.kind) {
      case 'join': {
        const { ports, id } = data
        started.set(
          id,
          admit(core, ports.clock as unknown as MessagePort, ports.joins as unknown as MessagePort),
        )
        return joins.postMessage({ id } satisfies ClockToStarter)
      }
      case 'leave':
        started.get(data.id)?.()
        return void started.delete(data.id)
      default:
        data satisfies never
    }
  }
  return () => {
    for (const leave of started.values()) leave()
    started.clear()
    leaveClock()
    clock.close()
    joins.close()
  }
}

/** For a thread that starts threads: the clock is busy until they have joined. */
export function remoteClock(joins: NodePort, scope: ScopeClock): ProgramClock {
  const waiting = new Map<number, () => void>()
  let lastId = 0
  joins.on('message', ({ id }: ClockToStarter) => {
    waiting.get(id)?.()
    waiting.delete(id)
  })
  const post = (message: StarterToClock, ports: readonly NodePort[] = []): void =>
    joins.postMessage(message, ports)
  return {
    join() {
      const id = ++lastId
      const [clock, joined] = [newChannel(), newChannel()]
      const ports = { clock: asNode(clock.here), joins: asNode(joined.here) }
      waiting.set(id, scope.hold())
      post({ kind: 'join', id, ports }, [ports.clock, ports.joins])
      return {
        ports: { clock: asNode(clock.there), joins: asNode(joined.there) },
        leave: () => post({ kind: 'leave', id }),
      }
    },
  }
}
