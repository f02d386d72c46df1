import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { Redis, type RedisOptions } from 'ioredis'
import { build } from 'vite'
import { makeNet, type Net } from '../../src/network/net.ts'
import { RemoteNetwork, type LinkPort } from '../../src/network/remote-network.ts'
import type { DiallerToHosts } from '../../src/wire/network-messages.ts'
import { onOneCore } from './one-core.ts'
import { median } from './statistics.ts'

/** New worlds for each sample. */
const samples = 11
/** Slices are so short that what else the machine does is mostly in both of a pair, or in none. */
const sequential = { slices: 100, warmUps: 20, commands: 200 }
/** As long as a run that is seen to take its time; slices next to each other are alike. */
const pipelined = { slices: 150, alike: 10, pipelines: 10, commands: 100 }

/** Times of the processor, of both threads, with a recording divided by those without. */
export interface RecordingRatios {
  /** Each command awaited before the next. */
  readonly sequential: readonly number[]
  /** A whole run in pipelines from its beginning: of a flood, parts are recorded. */
  readonly pipelined: readonly number[]
}

/**
 * What recording costs a program that does nothing but talk to Redis, by ioredis over the pretend network. The servers are in
 * a thread of their own, as in the page.
 */
export async function sampleRecording(): Promise<RecordingRatios> {
  const script = await workerScript()
  return onOneCore(() => sample(script))
}

async function sample(script: string): Promise<RecordingRatios> {
  const ratios = { sequential: [] as number[], pipelined: [] as number[] }
  for (let count = 0; count < samples; count++) {
    const pairs = await inPairs(script, 'sequential', sequential.warmUps + sequential.slices)
    ratios.sequential.push(
      median(pairs.slice(sequential.warmUps).map(({ plain, recorded }) => recorded / plain)),
    )
    const run = await inPairs(script, 'pipelined', pipelined.slices)
    const timeOf = (which: keyof Pair): number => wholeTime(run.map((pair) => pair[which]))
    ratios.pipelined.push(timeOf('recorded') / timeOf('plain'))
  }
  return ratios
}

/** Of a run, without what held up single slices. */
function wholeTime(times: readonly number[]): number {
  let whole = 0
  for (let from = 0; from < times.length; from += pipelined.alike)
    whole += median(times.slice(from, from + pipelined.alike))
  return whole
}

/** Of two slices, one right after the other. */
interface Pair {
  readonly plain: number
  readonly recorded: number
}

async function inPairs(script: string, way: keyof RecordingRatios, count: number): Promise<readonly Pair[]> {
  const [plain, recorded] = [await openWorld(script, false), await openWorld(script, true)]
  const pairs: Pair[] = []
  while (pairs.length < count) {
    // Who begins changes.
    const first = pairs.length % 2 === 0 ? await plain.time(way) : null
    const time = await recorded.time(way)
    pairs.push({ plain: first ?? (await plain.time(way)), recorded: time })
  }
  await plain.close()
  await recorded.close()
  return pairs
}

interface BenchWorld {
  /** Milliseconds of the processor for a slice. */
  time(way: keyof RecordingRatios): Promise<number>
  close(): Promise<void>
}

/** Its `records` is there if it is to be recorded. */
export interface RecordTask {
  readonly link: MessagePort
  readonly records?: MessagePort
}

async function openWorld(script: string, isRecorded: boolean): Promise<BenchWorld> {
  const [records, link] = [new MessageChannel(), new MessageChannel()]
  const worker = new Worker(script, { eval: true, execArgv: [] })
  const task: RecordTask = { link: link.port1, ...(isRecorded && { records: records.port1 }) }
  worker.postMessage(task, [link.port1, ...(isRecorded ? [records.port1] : [])])
  const network = new RemoteNetwork(link.port2 as unknown as LinkPort<DiallerToHosts>)
  const net = makeNet(network)
  const redis = new Redis({ Connector: connectorTo(net), lazyConnect: true })
  await redis.connect()
  return {
    async time(way) {
      const started = process.cpuUsage()
      await (way === 'sequential' ? oneByOne(redis) : inPipelines(redis))
      const { user, system } = process.cpuUsage(started)
      return (user + system) / 1_000
    },
    async close() {
      redis.disconnect()
      network.close()
      await worker.terminate()
    },
  }
}

async function oneByOne(redis: Redis): Promise<void> {
  for (let count = 0; count < sequential.commands / 2; count++) {
    await redis.rpush('tasks', 'letter to Ada')
    await redis.lpop('tasks')
  }
}

async function inPipelines(redis: Redis): Promise<void> {
  for (let count = 0; count < pipelined.pipelines; count++) {
    const pipeline = redis.pipeline()
    for (let pair = 0; pair < pipelined.commands / 2; pair++)
      pipeline.rpush('tasks', 'letter to Ada').lpop('tasks')
    await pipeline.exec()
  }
}

/** Bundled: a thread of Node's cannot load TypeScript. */
async function workerScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      write: false,
      ssr: new URL('record-worker.ts', import.meta.url).pathname,
      rolldownOptions: { output: { format: 'cjs', codeSplitting: false } },
    },
  })
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []))
  return outputs.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('')
}

type Connector = NonNullable<RedisOptions['Connector']>

/** ioredis' way to another network than Node's. */
function connectorTo(net: Net): Connector {
  return class {
    readonly #socket = net.connect(6379, 'localhost')
    firstError?: Error

    check(): boolean {
      return true
    }

    connect(): Promise<ReturnType<Net['connect']>> {
      return Promise.resolve(this.#socket)
    }

    disconnect(): void {
      this.#socket.destroy()
    }
  } as unknown as Connector
}
