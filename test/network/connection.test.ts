import { expect, test } from 'vitest'
import { Connection } from '../../src/network/connection.ts'
import type { ConnectionPort } from '../../src/network/network.ts'
import type { ConnectionMessage } from '../../src/wire/network-messages.ts'

test('who throws at what came is told of the next all the same', () => {
  const port: ConnectionPort = { postMessage: () => undefined, onmessage: null, close: () => undefined }
  const at = { address: '127.0.0.1', port: 1 }
  const heard: number[] = []
  const connection = new Connection(
    { port, local: at, remote: at },
    {
      onData: ([byte = 0]) => {
        heard.push(byte)
        if (byte === 1) throw new Error('bad news')
        return true
      },
      onEnd: () => undefined,
      onReset: () => undefined,
    },
  )
  connection.resume()
  const arrive = (byte: number): void => {
    const data: ConnectionMessage = { kind: 'data', bytes: new Uint8Array([byte]) }
    port.onmessage?.(new MessageEvent('message', { data }))
  }
  expect(() => arrive(1)).toThrow('bad news')
  arrive(2)
  expect(heard).toEqual([1, 2])
})
