import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { Socket } from '../../src/network/socket.ts'
import { makeNet, type Net } from '../../src/network/net.ts'
import { RemoteNetwork } from '../../src/network/remote-network.ts'
import type { Traffic } from '../../src/network/traffic.ts'
import { ClockCore } from '../../src/runtime/clock.ts'
import type { ScopeClock } from '../../src/runtime/scope-clock.ts'
import type { ServicesToPage } from '../../src/services/services-messages.ts'
import { startServices, type ServicesSession } from '../../src/services/services-session.ts'
import { systemClock } from '../../src/services/redis/clock.ts'
import type { RawEvent } from '../../src/trace/event.ts'
import { unpackEvents } from '../../src/trace/packed-events.ts'
import { joinThread, ManualTime, sleepOn } from '../runtime/clock-doubles.ts'
import { encodeCommand } from './redis/reply-reader.ts'

const start = (
  posted: ServicesToPage[],
  scope: ScopeClock | null = null,
  orderSeed: number | null = null,
): ServicesSession =>
  startServices({
    seed: 'SET seeded yes',
    orderSeed,
    clock: scope
      ? {
          now: () => scope.Date.now(),
          setTimeout: (callback, ms) => scope.setTimeout(callback, ms),
          clearTimeout: (timer) => scope.clearTimeout(timer as number),
        }
      : systemClock,
    fineClock: scope ?? {
      now: () => Date.now() + 0.25,
      after: (ms, callback) => void setTimeout(callback, ms),
    },
    traffic: scope?.traffic ?? { sent: 0, received: 0 },
    realTimers: { now: () => performance.now(), setTimeout: (callback, ms) => setTimeout(callback, ms) },
    post: (message) => void posted.push(message),
  })

/** A worker that dials, in this very thread. */
function join(session: ServicesSession, lane: string, traffic: Traffic = { sent: 0, received: 0 }) {
  const [records, link] = [new MessageChannel(), new MessageChannel()]
  session.lane(records.port1, lane)
  const hangUp = session.link(link.port1, lane)
  const network = new RemoteNetwork(link.port2, { traffic })
  onTestFinished(() => {
    network.close()
    for (const port of [records.port1, records.port2, link.port1, link.port2]) port.close()
  })
  return { net: makeNet(network), hangUp, tell: (data: unknown) => records.port2.postMessage(data) }
}

const connected = async (net: Net, port: number): Promise<Socket> => {
  const socket = net.connect(port, 'localhost') as unknown as Socket
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}
const call = async (socket: Socket, ...words: readonly string[]): Promise<void> => {
  socket.write(encodeCommand(words))
  await once(socket, 'data')
}
const events = (posted: readonly ServicesToPage[]): readonly RawEvent[] =>
  posted.flatMap((message) =>
    message.kind === 'trace' ? (unpackEvents(message.text) as readonly RawEvent[]) : [],
  )

test('clients and sessions are told under the lane whose worker dialled', async () => {
  const posted: ServicesToPage[] = []
  const session = start(posted)
  const [main, worker] = [join(session, 'main'), join(session, 'Thread-1')]
  const [producer, consumer] = [await connected(main.net, 6379), await connected(worker.net, 6379)]
  await call(producer, 'RPUSH', 'q', 'x')
  await call(consumer, 'LPOP', 'q')
  await once(await connected(worker.net, 1025), 'data')
  session.receive({ kind: 'prompt', id: 1, line: 'ping' })
  await expect.poll(() => posted.some(({ kind }) => kind === 'prompt-reply')).toBe(true)
  worker.hangUp()
  session.receive({ kind: 'flush-trace' })
  expect(posted.at(-1)).toEqual({ kind: 'trace-flushed' })
  const told = events(posted).map((event) =>
    [event.lane, event.kind, event.kind === 'command' ? event.words[0] : ''].join(' ').trim(),
  )
  expect(told).toEqual([
    'server snapshot',
    'main client-opened',
    'Thread-1 client-opened',
    'main command RPUSH',
    'Thread-1 command LPOP',
    'Thread-1 session',
    'Thread-1 smtp',
    'prompt command ping',
    'Thread-1 client-closed',
    'Thread-1 session',
  ])
  expect(events(posted)[0]).toMatchObject({ keys: [{ key: 'seeded', text: 'yes' }] })
  expect((events(posted)[1]?.at ?? 0) % 1).toBe(0.25)
})

test('what a lane tells comes with its name, and its end sends all that waits', async () => {
  const posted: ServicesToPage[] = []
  const main = join(start(posted), 'main')
  main.tell([{ kind: 'start', at: 1, target: 'main' }])
  main.tell({ kind: 'records', records: [{ kind: 'start', at: 1, target: 'main' }] })
  main.tell({ kind: 'records', records: [{ kind: 'end', at: 2.5, how: 'returned' }] })
  await expect
    .poll(() => events(posted).slice(1))
    .toEqual([
      { kind: 'start', at: 1, target: 'main', lane: 'main' },
      { kind: 'end', at: 2.5, how: 'returned', lane: 'main' },
    ])
})

/** Resolves once so many lines have come, in however many pieces. */
const lines = (socket: Socket, count: number): Promise<void> =>
  new Promise((resolve) => {
    let text = ''
    const hear = (bytes: Uint8Array): void => {
      text += new TextDecoder().decode(bytes)
      if (text.split('\r\n').length <= count) return
      socket.off('data', hear)
      resolve()
    }
    socket.on('data', hear)
  })

/** Who is served first, of workers that do the same at the same time in a fast world; and what each was answered. */
async function served(orderSeed: number | null): Promise<{ first: string; all: string }> {
  const time = new ManualTime()
  const clock = new ClockCore(time.now, 'fast')
  const posted: ServicesToPage[] = []
  const { scope } = await joinThread(clock, time)
  const session = start(posted, scope, orderSeed)
  const work = async (lane: string): Promise<void> => {
    const { scope: own } = await joinThread(clock, time)
    const release = own.hold()
    const socket = await connected(join(session, lane, own.traffic).net, 6379)
    const done = sleepOn(own, 10).then(async () => {
      socket.write(encodeCommand(['RPUSH', 'q', `${lane} 1`]) + encodeCommand(['RPUSH', 'q', `${lane} 2`]))
      await lines(socket, 2)
      socket.write(encodeCommand(['RPUSH', 'q', `${lane} 3`]))
      await lines(socket, 1)
    })
    release()
    await done
  }
  join(session, 'main')
  await Promise.all(['Thread-1', 'Thread-2'].map(work))
  session.receive({ kind: 'flush-trace' })
  const pushes = events(posted).flatMap((event) =>
    event.kind === 'command' && event.words[0] === 'RPUSH' ? [event.words[2]] : [],
  )
  for (const lane of ['Thread-1', 'Thread-2'])
    expect(pushes.filter((item) => item?.startsWith(lane))).toEqual([1, 2, 3].map((n) => `${lane} ${n}`))
  return { first: pushes[0] ?? '', all: pushes.join() }
}

test('a seed decides who is served first: another seed another order, the same seed the same', async () => {
  const seeds = Array.from({ length: 24 }, (_, seed) => seed)
  const orders: string[] = []
  for (const seed of seeds) orders.push((await served(seed)).all)
  expect(new Set(orders.map((order) => order.slice(0, 8)))).toEqual(new Set(['Thread-1', 'Thread-2']))
  const again: string[] = []
  for (const seed of seeds) again.push((await served(seed)).all)
  expect(again).toEqual(orders)
})

test('another may come between two commands that were sent in one go, in some orders', async () => {
  const isParted = async (orderSeed: number | null): Promise<boolean> =>
    /1 1,Thread-2.*,Thread-1 2|2 1,Thread-1.*,Thread-2 2/.test((await served(orderSeed)).all)
  const parted: boolean[] = []
  for (let seed = 0; seed < 24; seed++) parted.push(await isParted(seed))
  expect(new Set(parted)).toEqual(new Set([true, false]))
  expect(await isParted(null)).toBe(false)
})

test('without a seed it goes as things come', async () => {
  expect((await served(null)).first).toBe((await served(null)).first)
})
