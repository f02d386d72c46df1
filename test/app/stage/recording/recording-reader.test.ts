import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RunRecording } from '../../../../src/app/session/run-recording.ts'
import { headStartMs, RecordingReader } from '../../../../src/app/stage/recording/recording-reader.ts'
import { printed } from '../recordings.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const about = { text: '', hasLines: false, orderSeed: null }
const piece = {
  kind: 'text',
  text: JSON.stringify([{ lane: 'main', at: 1, kind: 'console', entry: printed(['x']) }]),
  count: 1,
} as const

test('what comes alone is told soon; what comes and comes, ten times a second', () => {
  const recording = new RunRecording(about)
  const told: number[] = []
  const reader = new RecordingReader(recording, () => told.push(reader.log.lastSeq))
  reader.see()
  recording.add(piece)
  vi.advanceTimersByTime(headStartMs + 1)
  expect(told).toEqual([1])
  for (let count = 0; count < 40; count++) {
    recording.add(piece)
    vi.advanceTimersByTime(10)
  }
  expect(reader.log.lastSeq).toBe(41)
  expect(told.length).toBeLessThanOrEqual(5)
  vi.advanceTimersByTime(100)
  expect(told.at(-1)).toBe(41)
})

test('the end is told at once, before anybody is told that all of it was read', async () => {
  const recording = new RunRecording(about)
  const told: number[] = []
  const reader = new RecordingReader(recording, () => told.push(reader.log.lastSeq))
  reader.see()
  recording.add(piece)
  vi.advanceTimersByTime(headStartMs + 1)
  recording.add(piece)
  recording.finish({ kind: 'finished', ms: 3 })
  vi.advanceTimersByTime(1)
  expect(told).toEqual([1, 3])
  await reader.whole
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([1, 3])
})

test('who has stopped it is told nothing', () => {
  const recording = new RunRecording(about)
  const told = vi.fn()
  const reader = new RecordingReader(recording, told)
  reader.see()
  for (let count = 0; count < 2; count++) {
    recording.add(piece)
    vi.advanceTimersByTime(headStartMs + 1)
  }
  reader.stop()
  vi.advanceTimersByTime(1_000)
  expect(told).toHaveBeenCalledTimes(2)
})

test('of a short run nothing is read before its end, and what it printed is drawn', () => {
  const frames: (() => void)[] = []
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback))
  const recording = new RunRecording(about)
  const reader = new RecordingReader(recording, () => undefined)
  recording.add(piece)
  vi.advanceTimersByTime(10)
  recording.finish({ kind: 'finished', ms: 3 })
  vi.advanceTimersByTime(10)
  expect(reader.log.lastSeq).toBe(0)
  for (const frame of frames) frame()
  vi.advanceTimersByTime(1)
  expect(reader.log.lastSeq).toBe(2)
  vi.unstubAllGlobals()
})

test('in a page that is not seen, where no frame comes, it is read all the same', () => {
  vi.stubGlobal('requestAnimationFrame', () => 0)
  const recording = new RunRecording(about)
  const reader = new RecordingReader(recording, () => undefined)
  recording.add(piece)
  recording.finish({ kind: 'finished', ms: 3 })
  vi.advanceTimersByTime(headStartMs + 1)
  expect(reader.log.lastSeq).toBe(2)
  vi.unstubAllGlobals()
})

test('while nobody looks it waits for the end of the run, or for somebody, but does not grow without end', () => {
  const open = (): { recording: RunRecording; reader: RecordingReader } => {
    const recording = new RunRecording(about)
    const reader = new RecordingReader(recording, () => undefined)
    recording.add(piece)
    vi.advanceTimersByTime(10_000)
    expect(reader.log.lastSeq).toBe(0)
    return { recording, reader }
  }
  const looked = open()
  looked.reader.see()
  vi.advanceTimersByTime(1)
  expect(looked.reader.log.lastSeq).toBe(1)
  const ended = open()
  ended.recording.finish({ kind: 'finished', ms: 3 })
  vi.advanceTimersByTime(10)
  expect(ended.reader.log.lastSeq).toBe(2)
  const long = open()
  for (let count = 0; count < 6; count++)
    long.recording.add({ ...piece, text: `${piece.text}${' '.repeat(1_000_000)}` })
  vi.advanceTimersByTime(100)
  expect(long.reader.log.lastSeq).toBe(7)
})
