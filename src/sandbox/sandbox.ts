import type { CheckReport, RunOutcome } from '../wire/outcome.ts'
import type { CheckJob, FrameToPage, LearnerToPage, RunProgram } from '../wire/sandbox-messages.ts'
import { FrameLink, type FrameEnd } from './frame-link.ts'
import { FrameScripts } from './frame-scripts.ts'
import { needsOf, scriptsFor, scriptsOfModules } from './needs.ts'
import { PageWorlds } from './page-worlds.ts'
import type { Check, CheckOptions, Run, RunListener, RunOptions } from './run.ts'
import { RunWorld } from './run-world.ts'
import { SandboxTask, type AnyTask, type TaskHandlers, type TaskStart } from './sandbox-task.ts'
import { brokenRun, crashedCheck, frameEndWords, hungWords, stoppedByUser, wordsOf } from './sandbox-words.ts'
import type { SandboxScript, SandboxScripts } from './scripts.ts'
import type { ServicesLink } from './services-link.ts'
import { TraceFollower } from './trace-follower.ts'
import type { WebCalls } from './web-calls.ts'

const mainLane = 'main'

/**
 * Runs and checks compiled programs in a frame of an opaque origin, each in a worker of its own, so that nothing they
 * do reaches the page, the network or saved work, and that any of them can be stopped.
 *
 *     const sandbox = new Sandbox(host, pageScripts(loadCheckerScript))
 *     const run = sandbox.run({ modules, entry: 'exercise.ts' }, { onConsole: show })
 *     const outcome = await run.done
 */
export class Sandbox {
  readonly #host: HTMLElement
  readonly #tasks = new Map<number, AnyTask>()
  readonly #worlds = new PageWorlds((message, transfer) => this.#link.send(message, transfer))
  readonly #runWorld = new RunWorld(this.#worlds)
  readonly #trace = new TraceFollower()
  readonly #scripts: FrameScripts
  #link: FrameLink
  #run: Run | undefined
  #nextTask = 1

  constructor(host: HTMLElement, scripts: SandboxScripts) {
    this.#host = host
    this.#link = this.#makeLink()
    this.#scripts = new FrameScripts(scripts, (role, script) => this.#link.install(role, script))
  }

  /** Starts a program's `main()`; a run that is still going is stopped. */
  run(program: RunProgram, listener: RunListener, options: RunOptions = {}): Run {
    this.#run?.stop()
    listener.onState?.('starting')
    const { speed = 1, seed = '' } = options
    const needs = needsOf(program.modules, speed)
    const world = needs.world ? this.#runWorld.forRun(speed, needs.services ? seed : null, options) : null
    if (!world) this.#runWorld.close()
    listener.onServices?.(world?.services ?? null)
    const onTrace = listener.onTrace?.bind(listener)
    this.#trace.follow(world?.services ?? null, onTrace)
    const task = this.#startTask<RunOutcome>({
      onMessage: (message, settle) => {
        const { kind, ...rest } = message as LearnerToPage
        if (kind === 'console' && 'entries' in rest) listener.onConsole(rest.entries)
        else if (kind === 'state' && 'state' in rest) listener.onState?.(rest.state)
        else if (kind === 'outcome' && 'outcome' in rest) settle(rest.outcome)
        else if (kind === 'records' && 'records' in rest) onTrace?.({ kind, lane: mainLane, ...rest })
      },
      onThreadConsole: (entries) => listener.onConsole(entries),
      onThreadRecords: (lane, records) => onTrace?.({ kind: 'records', lane, records }),
      onHung: (ms) => ({ kind: 'stopped', reason: 'hang', message: hungWords(ms) }),
      onFrameEnd: (reason) => ({ kind: 'stopped', reason: 'memory', message: frameEndWords(reason) }),
      onBroken: brokenRun,
    })
    // Code that tells of each statement must find whom to tell.
    const isRecorded = onTrace !== undefined || program.isRecorded === true
    this.#begin(task, [...scriptsFor(needs), ...(program.isRecorded ? (['recorder'] as const) : [])], {
      message: {
        kind: 'start',
        task: task.id,
        role: 'learner',
        payload: program,
        world: world?.id ?? null,
        ...(isRecorded && { lane: mainLane }),
      },
      onFailed: (words) => task.settle(brokenRun(words)),
    })
    let web: WebCalls | undefined
    // What it left behind ages as things do, for whoever looks at it.
    void task.done.then(() => world?.setSpeed(1))
    this.#run = {
      done: task.done,
      stop: () => task.settle(stoppedByUser),
      setSpeed: (next) => {
        if (!task.isSettled) world?.setSpeed(next)
      },
      request: async (request, signal) => {
        const { WebCalls } = await import('./web-calls.ts')
        web ??= new WebCalls(task)
        return web.ask(request, signal)
      },
    }
    return this.#run
  }

  /**
   * Opens a run's world ahead of the first run, so that one can look at it and use the prompt, and loads what that run
   * will need, for it imports these modules.
   */
  openServices(seed: string, imported: readonly string[] = ['ioredis']): ServicesLink {
    this.#run?.stop()
    const services = this.#runWorld.openAhead(seed)
    const modules = scriptsOfModules(imported)
    const loads = [this.#scripts.load(['services']), this.#scripts.load(['world', ...modules])]
    Promise.all(loads).catch((error: unknown) => services.end(wordsOf(error)))
    return services
  }

  /** Runs a step's tests on the learner's modules. Runs and checks go side by side. */
  check(job: CheckJob, options: CheckOptions = {}): Check {
    let check: Check | undefined
    let isStopped = false
    const start = async (): Promise<CheckReport> => {
      const { startCheck } = await import('./start-check.ts')
      if (isStopped) return { kind: 'stopped' }
      check = startCheck(job, options, {
        worlds: this.#worlds,
        startTask: (handlers) => this.#startTask(handlers),
        begin: (task, scripts, start) => this.#begin(task, scripts, start),
      })
      return await check.done
    }
    return {
      done: start().catch((error: unknown) => crashedCheck('checker', wordsOf(error))),
      stop: () => {
        isStopped = true
        check?.stop()
      },
    }
  }

  /** Loads the checker ahead of its first use. */
  warmChecker(): void {
    void Promise.all([this.#scripts.load(['checker']), import('./start-check.ts')]).catch(() => undefined)
  }

  dispose(): void {
    for (const task of this.#tasks.values()) task.frameEnded('navigated')
    this.#worlds.lost()
    this.#link.dispose()
  }

  #startTask<T>(handlers: TaskHandlers<T>): SandboxTask<T> {
    const task = new SandboxTask<T>(this.#nextTask++, handlers)
    this.#tasks.set(task.id, task)
    void task.done.then(() => {
      this.#tasks.delete(task.id)
      this.#link.send({ kind: 'end', task: task.id })
      this.#link.watchLife(this.#tasks.size > 0)
    })
    return task
  }

  /** Sends a task's message to the frame once that has the scripts it takes: at once if it has them. */
  #begin(
    task: AnyTask,
    scripts: readonly SandboxScript[],
    { message, onStarted, onFailed }: TaskStart,
  ): void {
    const send = (): void => {
      if (task.isSettled) return
      this.#link.watchLife(true)
      this.#link.send(message, [task.openPort()])
      onStarted?.()
    }
    if (this.#scripts.has(scripts)) return send()
    void this.#scripts.load(scripts).then(send, (error: unknown) => onFailed(wordsOf(error)))
  }

  #makeLink(): FrameLink {
    return new FrameLink(this.#host, {
      onMessage: (message, ports) => this.#receive(message, ports),
      onEnd: (reason) => this.#rebuild(reason),
    })
  }

  #rebuild(reason: FrameEnd): void {
    const lost = [...this.#tasks.values()]
    this.#link = this.#makeLink()
    this.#scripts.reinstall((role, script) => this.#link.install(role, script))
    for (const task of lost) task.frameEnded(reason)
    this.#worlds.lost()
  }

  #receive(message: Exclude<FrameToPage, { kind: 'pong' }>, [port]: readonly MessagePort[]): void {
    switch (message.kind) {
      case 'hung':
        return this.#tasks.get(message.task)?.hung(message.ms)
      case 'broken':
        return this.#tasks.get(message.task)?.broken(message.message)
      case 'thread-started':
        if (port) this.#tasks.get(message.task)?.threadStarted(message, port)
        return
      case 'world-broken':
        return this.#worlds.broke(message.world, message.message)
      default:
        return message satisfies never
    }
  }
}
