import { afterEach, expect, test } from 'vitest'
import { Channel, ChannelClosedError, serve, TimeLimitError } from '../../src/wire/channel.ts'
import { RemoteError } from '../../src/wire/errors.ts'

interface Calls {
  [name: string]: (argument: never) => unknown
  double(value: number): number
  fail(value: null): never
  never(value: null): Promise<never>
}

let stop = (): void => undefined
afterEach(() => stop())

function connect() {
  const { port1, port2 } = new MessageChannel()
  port1.start()
  port2.start()
  const calls: Calls = {
    double: (value: number) => value * 2,
    fail: () => {
      throw new RangeError('no', { cause: new Error('why') })
    },
    never: () => new Promise<never>(() => undefined),
  }
  const stopServing = serve(port2, calls)
  stop = () => {
    stopServing()
    port1.close()
  }
  return { channel: new Channel<Calls>(port1, 'doubler'), port: port1 }
}

test('a call gets its own answer', async () => {
  const { channel } = connect()
  const answers = await Promise.all(
    [1, 2, 3].map((value) => channel.call('double', value, { timeLimitMs: 1000 })),
  )
  expect(answers).toEqual([2, 4, 6])
})

test('what the other side throws rejects here, told with its name', async () => {
  const { channel } = connect()
  const call = channel.call('fail', null, { timeLimitMs: 1000 })
  await expect(call).rejects.toThrow('RangeError: no')
  await expect(call).rejects.toMatchObject({ data: { name: 'RangeError', cause: { message: 'why' } } })
  await expect(call).rejects.toBeInstanceOf(RemoteError)
})

test('no answer ends in an error that names who, what and how long', async () => {
  const { channel } = connect()
  const call = channel.call('never', null, { timeLimitMs: 20 })
  await expect(call).rejects.toBeInstanceOf(TimeLimitError)
  await expect(call).rejects.toThrow('The doubler did not answer "never" within 20 ms')
})

test('a signal ends a call, closing ends them all', async () => {
  const { channel } = connect()
  const controller = new AbortController()
  const aborted = channel.call('never', null, { timeLimitMs: 5000, signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(aborted).rejects.toThrow('enough')
  const pending = channel.call('never', null, { timeLimitMs: 5000 })
  channel.close()
  await expect(pending).rejects.toBeInstanceOf(ChannelClosedError)
  await expect(channel.call('double', 1, { timeLimitMs: 5000 })).rejects.toBeInstanceOf(ChannelClosedError)
})

test('foreign messages and unknown names are passed over', async () => {
  const { channel, port } = connect()
  for (const message of [
    null,
    1,
    {},
    { kind: 'reply', id: 999 },
    { kind: 'call', id: 1, name: '__proto__' },
  ]) {
    port.postMessage(message)
  }
  expect(await channel.call('double', 4, { timeLimitMs: 1000 })).toBe(8)
})
