import { expect, test } from 'vitest'
import { RunRecording } from '../../../src/app/session/run-recording.ts'

const about = { text: '', hasLines: false, orderSeed: null }

test('keeps the pieces until they are taken, each once', () => {
  const recording = new RunRecording(about)
  const one = { kind: 'text', text: '[]', count: 0 } as const
  const two = { kind: 'records', lane: 'main', records: [] } as const
  recording.add(one)
  recording.add(two)
  expect(recording.take()).toEqual([one, two])
  expect(recording.take()).toEqual([])
})

test('tells of each piece, and of the end', () => {
  const recording = new RunRecording(about)
  let heard = 0
  recording.heard = () => heard++
  recording.add({ kind: 'text', text: '[]', count: 0 })
  recording.finish({ kind: 'finished', ms: 3 })
  expect([heard, recording.outcome]).toEqual([2, { kind: 'finished', ms: 3 }])
})

test('a flood that nobody takes does not fill the memory', () => {
  const recording = new RunRecording(about)
  const text = ' '.repeat(10_000_000)
  for (let count = 0; count < 20; count++) recording.add({ kind: 'text', text, count: 1 })
  expect(recording.take().length).toBeLessThan(10)
  recording.add({ kind: 'text', text, count: 1 })
  expect(recording.take()).toHaveLength(1)
})
