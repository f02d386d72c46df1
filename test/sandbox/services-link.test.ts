import { expect, test } from 'vitest'
import { ServicesLink } from '../../src/sandbox/services-link.ts'
import type { CommandEvent } from '../../src/services/redis/observer.ts'
import type { ServicesToPage } from '../../src/services/services-messages.ts'

const command = (seq: number): CommandEvent => ({
  ...{ seq, at: 0, db: 0, words: ['PING'], durationMs: 0, waitedMs: 0, changedKeys: [] },
  client: { id: 1, name: '', address: '', db: 0, waitsFor: null, isMonitor: false, subscriptions: [] },
  reply: { kind: 'status', text: 'PONG' },
})

test('who listens late is told the latest commands first', async () => {
  const { port1, port2 } = new MessageChannel()
  const link = new ServicesLink(port1)
  const tell = (message: ServicesToPage): void => port2.postMessage(message)
  for (let seq = 1; seq <= 12; seq++) tell({ kind: 'redis-commands', commands: [command(seq)], left: 0 })
  tell({ kind: 'ready' })
  await link.ready
  const heard: number[] = []
  link.listen({ onCommands: (commands) => heard.push(...commands.map(({ seq }) => seq)) })
  expect(heard).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  link.end()
})
