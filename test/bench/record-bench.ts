import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { Redis, type RedisOptions } from 'ioredis'
import { build } from 'vite'
import { makeNet, type Net } from '../../src/network/net.ts'
import { RemoteNetwork, type LinkPort } from '../../src/network/remote-network.ts'
import type { DiallerToHosts } from '../../src/wire/network-messages.ts'

const commandsPerSample = 500
const samples = 101
const warmUps = 10

/**
 * What recording costs a program that does nothing but talk to Redis: times of the same commands of ioredis, each awaited
 * before the next, over the pretend network, with a recording divided by without. The servers are in a
 * thread of their own, as in the page.
 */
export async function sampleRecording(): Promise<readonly number[]> {
  const script = await workerScript()
  const [plain, recorded] = [await openWorld(script, false), await openWorld(script, true)]
  const ratios: number[] = []
  for (let count = 0; count < warmUps + samples; count++) {
    // What else the machine does weighs on both; who begins changes.
    const first = count % 2 === 0 ? await plain.time() : null
    const second = await recorded.time()
    const ratio = second / (first ?? (await plain.time()))
    if (count >= warmUps) ratios.push(ratio)
  }
  await plain.close()
  await recorded.close()
  return ratios
}

interface BenchWorld {
  /** Milliseconds of a sample. */
  time(): Promise<number>
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
    async time() {
      const started = performance.now()
      for (let count = 0; count < commandsPerSample / 2; count++) {
        await redis.rpush('tasks', 'letter to Ada')
        await redis.lpop('tasks')
      }
      return performance.now() - started
    },
    async close() {
      redis.disconnect()
      network.close()
      await worker.terminate()
    },
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
