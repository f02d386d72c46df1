import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import '../../../../src/app/tokens.css'
import { MrRecordingFile, RecordingOpened } from '../../../../src/app/stage/recording/recording-file.ts'
import { readJsonl, toJsonl } from '../../../../src/trace/jsonl.ts'
import { WrittenRun } from '../../../trace/written-run.ts'
import { findAll, findButton, findOne, violations, words as textOf } from '../../page.ts'

const info = { step: '05-coroutines/06-race', text: 'let a = "ü"', startedAt: Date.UTC(2026, 10, 27, 12) }
const { log } = new WrittenRun().print('ü one').print('two').command('rpush mail a')
const text = toJsonl(log, info)

let element: MrRecordingFile
let opened: RecordingOpened[]

beforeEach(async () => {
  opened = []
  element = new MrRecordingFile()
  element.addEventListener(RecordingOpened.type, (event) => opened.push(event as RecordingOpened))
  document.body.append(element)
  await element.updateComplete
})

afterEach(() => {
  element.remove()
  vi.restoreAllMocks()
})

const words = (): string => textOf(findOne(element, '[role=status]'))

/** Files as a person chooses them. */
function choose(...files: readonly File[]): void {
  const input = findOne<HTMLInputElement>(element, 'input')
  input.files = transferOf(files).files
  input.dispatchEvent(new Event('change'))
}

/** A file of which the browser would make a copy, if it went through a real `DataTransfer`. */
function drop(dropped: File): void {
  element.dispatchEvent(Object.assign(new Event('drop'), { dataTransfer: { files: [dropped] } }))
}

function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  return transfer
}

function file(...parts: readonly BlobPart[]): File {
  return new File([...parts], 'run.jsonl')
}

/** Shows what can be done with the recording. */
async function unfold(): Promise<void> {
  await element.updateComplete
  findButton(element, 'Recording').click()
  await element.updateComplete
}

test('with a recording there is one button, which shows the others and hides them', async () => {
  element.recording = { log, info, number: '5.6' }
  await element.updateComplete
  const labels = (): string[] => findAll(element, 'button').map(textOf)
  expect(labels()).toEqual(['Recording ▸'])
  await unfold()
  expect(labels()).toEqual(['Recording ▾', 'Save recording', 'For Perfetto', 'Open…'])
  expect(findButton(element, 'Recording').ariaExpanded).toBe('true')
  await unfold()
  expect(labels()).toEqual(['Recording ▸'])
})

describe('saving', () => {
  /** Presses a button and gives the file that would be downloaded. */
  async function saved(label: string): Promise<{ readonly name: string; readonly text: string }> {
    element.recording = { log, info, number: '5.6' }
    await unfold()
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    const make = vi.spyOn(URL, 'createObjectURL')
    findButton(element, label).click()
    const [link] = click.mock.contexts as readonly HTMLAnchorElement[]
    const [blob] = make.mock.calls[0] ?? []
    if (!link || !(blob instanceof Blob)) throw new Error(`${label} saved nothing`)
    return { name: link.download, text: await blob.text() }
  }

  test('a recording becomes a file by which it can be opened again', async () => {
    const { name, text: written } = await saved('Save recording')
    expect(name).toBe('mailroom-5.6-2026-11-27.jsonl')
    expect(readJsonl(written)).toMatchObject({ kind: 'recording', info, note: null })
  })

  test('for Perfetto it becomes a trace', async () => {
    const { name, text: written } = await saved('For Perfetto')
    expect(name).toBe('mailroom-5.6-2026-11-27-perfetto.json')
    expect(JSON.parse(written)).toMatchObject({ traceEvents: expect.any(Array) as unknown })
  })

  test('a failure is told', async () => {
    element.recording = { log, info, number: '5.6' }
    await unfold()
    vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
      throw new Error('no memory')
    })
    findButton(element, 'Save recording').click()
    await element.updateComplete
    expect(words()).toBe('The recording could not be saved (no memory).')
  })

  test('what is not there cannot be saved', () => {
    expect(() => findButton(element, 'Save recording')).toThrow('No button says')
  })
})

describe('opening', () => {
  test('a file that is chosen: its events, and of what they are', async () => {
    choose(file(text))
    await vi.waitFor(() => expect(opened).toHaveLength(1))
    expect(opened[0]?.info).toEqual(info)
    expect(opened[0]?.log.events(1, 9)).toEqual(log.events(1, 9))
    await vi.waitFor(() => expect(words()).toBe('run.jsonl is open.'))
  })

  test('a large one, with characters that lie across the slices', async () => {
    const run = new WrittenRun()
    for (let index = 0; index < 5_000; index++) run.print('\u{1F4EE}ü'.repeat(30))
    choose(file(toJsonl(run.log, info)))
    await vi.waitFor(() => expect(opened).toHaveLength(1), { timeout: 10_000 })
    expect(opened[0]?.log.lastSeq).toBe(5_000)
    expect(opened[0]?.log.event(5_000)).toEqual(run.log.event(5_000))
  })

  test('one that is dropped, on the element that is given', async () => {
    const stage = document.createElement('div')
    document.body.append(stage)
    element.dropOn = stage
    await element.updateComplete
    const drag = (type: string): DragEvent =>
      new DragEvent(type, { dataTransfer: transferOf([file(text), file('x')]), cancelable: true })
    const over = drag('dragover')
    stage.dispatchEvent(over)
    expect(over.defaultPrevented).toBe(true)
    await vi.waitFor(() => expect(words()).toBe('Drop the file to open the recording.'))
    const dropped = drag('drop')
    stage.dispatchEvent(dropped)
    expect(dropped.defaultPrevented).toBe(true)
    await vi.waitFor(() => expect(words()).toBe('run.jsonl is open. Only the first of the files was opened.'))
    expect(opened).toHaveLength(1)
    stage.remove()
  })

  test('text that is dragged is not its business', () => {
    const transfer = new DataTransfer()
    transfer.setData('text/plain', 'let a')
    const over = new DragEvent('dragover', { dataTransfer: transfer, cancelable: true })
    element.dispatchEvent(over)
    expect(over.defaultPrevented).toBe(false)
  })

  test('the last of two: what comes of the first is not told any more', async () => {
    let fail: (error: Error) => void = () => {}
    const slow = file(text)
    const bytes = new Promise((_, reject: (error: Error) => void) => (fail = reject))
    slow.slice = () => ({ arrayBuffer: () => bytes }) as unknown as Blob
    drop(slow)
    choose(new File([text], 'quick.jsonl'))
    await vi.waitFor(() => expect(words()).toBe('quick.jsonl is open.'))
    fail(new Error('gone'))
    await new Promise((resolve) => setTimeout(resolve))
    await element.updateComplete
    expect(words()).toBe('quick.jsonl is open.')
    expect(opened).toHaveLength(1)
  })

  const utf16 = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0), 0])])
  test.each([
    ['an empty file', [''], 'The file is empty'],
    ['a picture', [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d])], 'This file is no text'],
    ['UTF-16', [utf16], 'The file is not in UTF-8: another program'],
    [
      'another encoding, later in it',
      [text.repeat(2_000), new Uint8Array([0xfc, 0x0a])],
      'The file is not in UTF-8',
    ],
    ['prose', ['Dear Ada,'], 'This is no recording'],
  ] as const)('%s is not opened, and it says why', async (_, parts, why) => {
    choose(file(...parts))
    await vi.waitFor(() => expect(words()).toContain(`run.jsonl: ${why}`))
    expect(opened).toEqual([])
    expect(findOne(element, '[role=status]').className).toBe('trouble')
  })

  test('more than 200 MB, and a file that cannot be read any more', async () => {
    const large = file(text)
    Object.defineProperty(large, 'size', { value: 201 * 1024 * 1024 })
    const gone = file(text)
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as unknown as Blob
    drop(large)
    await vi.waitFor(() => expect(words()).toContain('The file has 201 MB; recordings of Mailroom have less'))
    drop(gone)
    await vi.waitFor(() => expect(words()).toContain('The file could not be read (gone). It may have been'))
  })

  test('one that is cut off in the middle of a character: what is there, and a note', async () => {
    const bytes = new TextEncoder().encode(text)
    const cut = bytes.lastIndexOf(0xc3) + 1
    choose(file(bytes.slice(0, cut)))
    await vi.waitFor(() => expect(opened).toHaveLength(1))
    await vi.waitFor(() => expect(words()).toContain('The end of the file is missing: of 3 events, 0 could'))
  })
})

test.each(['light', 'dark'])('it is accessible in %s, with words and without', async (theme) => {
  element.recording = { log, info, number: '5.6' }
  await element.updateComplete
  expect(await violations(element, theme)).toEqual([])
  choose(file('x'))
  await vi.waitFor(() => expect(words()).toContain('run.jsonl: '))
  expect(await violations(element, theme)).toEqual([])
})
