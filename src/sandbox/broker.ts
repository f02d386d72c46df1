import type { CheckJob, FrameToPage, PageToFrame, RunProgram } from '../wire/sandbox-messages.ts'
import { TaskThreads, type TaskThreadsOptions } from './task-threads.ts'
import { hungAfterMs } from './watch.ts'
import { WorkerSupply, type SuppliedWorker } from './worker-supply.ts'
import { World } from './world.ts'

/** What the broker needs of its port to the page; tests give doubles. */
export interface BrokerPort {
  postMessage(message: FrameToPage, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<PageToFrame>) => void) | null
}

type StartMessage = Extract<PageToFrame, { kind: 'start' }>

interface Running {
  readonly world: number | null
  readonly end: () => void
}

/**
 * The frame's part: opens and closes worlds, starts and ends workers on the page's word, and notices those that hang.
 * It looks into no payload more than it must, and no learner's code runs in its thread.
 */
export function serveBroker(port: BrokerPort, startWorker: (script: string) => SuppliedWorker): void {
  const supply = new WorkerSupply(startWorker)
  const worlds = new Map<number, World>()
  const running = new Map<number, Running>()
  const tell = (message: FrameToPage, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer)

  const end = (task: number): void => {
    const found = running.get(task)
    running.delete(task)
    found?.end()
  }
  const tasksIn = (world: number): number[] =>
    [...running].filter(([, task]) => task.world === world).map(([task]) => task)

  const openWorld = (message: Extract<PageToFrame, { kind: 'open-world' }>, page?: MessagePort): void => {
    const { world, speed, orderSeed, services } = message
    const onBroken = (words: string): void => {
      for (const task of tasksIn(world)) {
        end(task)
        tell({ kind: 'broken', task, message: words })
      }
      tell({ kind: 'world-broken', world, message: words })
    }
    const opened = services && page ? { task: { ...services, orderSeed }, page } : null
    worlds.set(world, new World({ speed, orderSeed, services: opened, supply, onBroken }))
  }
  const closeWorld = (world: number): void => {
    for (const task of tasksIn(world)) end(task)
    worlds.get(world)?.close()
    worlds.delete(world)
  }

  const start = ({ task, role, payload, world: number, lane }: StartMessage, page: MessagePort): void => {
    const world = number === null ? null : worlds.get(number)
    if (world === undefined)
      return tell({ kind: 'broken', task, message: `There is no world ${number} any more` })
    const membership = world?.join({ seesInbox: role === 'checker', lane })
    const onStarted: TaskThreadsOptions['onStarted'] = (thread, console) =>
      tell({ kind: 'thread-started', task, ...thread }, [console])
    const program = programOf(payload)
    const isRecorded = lane !== undefined
    const starter =
      world && new TaskThreads({ supply, world, program, isRecorded, onStarted }).openStarter(lane)
    const letGo = (): void => {
      running.delete(task)
      starter?.end()
      membership?.leave()
    }
    const endWorker = supply.start(role, {
      payload,
      ports: { page, ...membership?.ports, ...(starter && { threads: starter.port }) },
      lane,
      // A check may compute for as long as its own time limit allows, which the page holds it to.
      longestSilence: role === 'checker' ? Infinity : hungAfterMs,
      onHung: (ms) => {
        letGo()
        tell({ kind: 'hung', task, ms })
      },
      onBroken: (message) => {
        letGo()
        tell({ kind: 'broken', task, message })
      },
    })
    if (!endWorker) {
      letGo()
      return tell({ kind: 'broken', task, message: `The ${role} script is not loaded` })
    }
    running.set(task, {
      world: number,
      end: () => {
        endWorker()
        letGo()
      },
    })
  }

  port.onmessage = ({ data, ports }) => {
    switch (data.kind) {
      case 'install':
        return supply.install(data.role, data.script)
      case 'open-world':
        return openWorld(data, ports[0])
      case 'set-speed':
        return worlds.get(data.world)?.setSpeed(data.speed)
      case 'close-world':
        return closeWorld(data.world)
      case 'start':
        if (ports[0]) start(data, ports[0])
        return
      case 'end':
        return end(data.task)
      case 'ping':
        return tell({ kind: 'pong' })
      default:
        return data satisfies never
    }
  }
}

/** What a task's threads load. */
function programOf(payload: RunProgram | CheckJob): RunProgram | null {
  return 'entry' in payload ? payload : payload.threads
}
