import { expect, test } from 'vitest'
import { PageWorlds } from '../../src/sandbox/page-worlds.ts'
import { RunWorld } from '../../src/sandbox/run-world.ts'
import type { PageToFrame } from '../../src/wire/sandbox-messages.ts'

function open() {
  const sent: PageToFrame[] = []
  const worlds = new PageWorlds((message) => sent.push(message))
  return { runWorld: new RunWorld(worlds), sent, worlds }
}

test('data that is kept is found in the world of the run before', () => {
  const { runWorld, worlds } = open()
  const first = runWorld.forRun(1, '')
  expect(runWorld.forRun(1, '', { keepsData: true })).toBe(first)
  expect(runWorld.forRun(1, '')).not.toBe(first)
  worlds.lost()
})

test('an order that is decided takes a world of its own, whatever was kept or opened ahead', () => {
  const { runWorld, sent, worlds } = open()
  runWorld.openAhead('')
  const first = runWorld.forRun(1, '', { orderSeed: 7 })
  const second = runWorld.forRun(1, '', { orderSeed: 7, keepsData: true })
  expect(second).not.toBe(first)
  const opened = sent.flatMap((message) => (message.kind === 'open-world' ? message.orderSeed : []))
  expect(opened).toEqual([null, 7, 7])
  worlds.lost()
})
