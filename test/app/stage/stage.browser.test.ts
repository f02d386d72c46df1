import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { findAll, findButton, findOne, focused, press, violations, words } from '../page.ts'
import { open, slider } from './open-stage.ts'
import { mailRun } from './recordings.ts'

beforeEach(() => page.viewport(1300, 900))
afterEach(() => {
  document.body.replaceChildren()
  document.documentElement.style.colorScheme = ''
})

test('without a recording it says what to do', async () => {
  const { stage } = await open([700, 300], [])
  expect(words(stage)).toBe('Run your code and you can watch it here, step by step, backwards too.')
})

test('behind another tab it does nothing, and shows all when it is back', async () => {
  const { stage, model, log } = await open()
  stage.remove()
  const drawn = (): number => performance.getEntriesByName('mailroom: timeline drawn').length
  const before = drawn()
  log.append(mailRun())
  const read = vi.spyOn(log, 'event')
  model.grew()
  stage.draw = []
  await stage.updateComplete
  model.grew()
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  expect(read).not.toHaveBeenCalled()
  expect(drawn()).toBe(before)
  document.body.append(stage)
  await expect.poll(() => slider(stage).getAttribute('aria-valuemax')).toBe('182')
  await expect.poll(drawn).toBeGreaterThan(before)
})

describe('the playhead', () => {
  test('is a slider that says which event it is, and what happened', async () => {
    const { stage, model } = await open()
    model.seek(14)
    await expect.poll(() => slider(stage).getAttribute('aria-valuenow')).toBe('14')
    expect(slider(stage).getAttribute('aria-valuemin')).toBe('1')
    expect(slider(stage).getAttribute('aria-valuemax')).toBe('91')
    expect(slider(stage).getAttribute('aria-valuetext')).toBe(
      'event 14 of 91, main program: RPUSH mail "letter to ada" → 1, task 14',
    )
  })

  test('by keys: events, the lane, the task, both ends, live, play', async () => {
    const { stage, model, log } = await open()
    stage.focus()
    expect(focused()).toBe(slider(stage))
    await press('{Home}')
    expect(model.snapshot.playhead).toBe(1)
    await press('{ArrowRight}{ArrowRight}{ArrowLeft}{ArrowUp}')
    expect(model.snapshot.playhead).toBe(3)
    await press('{Shift>}{ArrowRight}{/Shift}')
    expect(log.event(model.snapshot.seq)?.lane).toBe('main')
    expect(model.snapshot.seq).toBeGreaterThan(4)
    await press(']]')
    const { task } = log.event(model.snapshot.seq) ?? {}
    await press(']')
    expect(log.event(model.snapshot.seq)?.task).toBe(task)
    expect(log.event(model.snapshot.seq)?.lane).toBe('Thread-1')
    await press('l')
    expect(model.snapshot.playhead).toBeNull()
    await press(' ')
    // On a busy machine it is no longer the first event by now.
    expect(model.snapshot.isPlaying).toBe(true)
    expect(model.snapshot.playhead).toBeLessThan(log.lastSeq)
    await press(' ')
    expect(model.snapshot.isPlaying).toBe(false)
    await press('{End}')
    expect(model.snapshot.playhead).toBeNull()
  })

  test('keys are typed where one types, and press the buttons that have the focus', async () => {
    const { stage, model } = await open()
    model.seek(5)
    stage.focus()
    await press('/')
    const search = findOne<HTMLInputElement>(stage, 'input[type="search"]')
    await expect.poll(() => focused()).toBe(search)
    await userEvent.keyboard('l [[')
    expect(search.value).toBe('l [')
    expect(model.snapshot).toMatchObject({ playhead: 5, isPlaying: false })
    await press('{Escape}')
    findButton(stage, 'One event forward').focus()
    await press(' ')
    expect(model.snapshot).toMatchObject({ playhead: 6, isPlaying: false })
    await expect.poll(() => words(stage)).toContain('event 6 of 91')
  })

  test('goes where one clicks, to the event under the pointer; drags; zooms by wheel and keys', async () => {
    const { stage, model, log } = await open()
    const plot = slider(stage)
    const { left, top, width, height } = plot.getBoundingClientRect()
    const rowHeight = findOne(stage, '.lane').offsetHeight
    const mouse = (type: string, x: number, y: number) =>
      plot.dispatchEvent(
        new PointerEvent(type, {
          clientX: left + x,
          clientY: top + y,
          pointerId: 1,
          bubbles: true,
          pointerType: 'mouse',
        }),
      )
    plot.setPointerCapture = () => {}
    mouse('pointerdown', 14, 24 + 3.5 * rowHeight)
    expect(model.snapshot.playhead).toBe(1)
    mouse('pointermove', width - 16, 40)
    expect(model.snapshot.seq).toBeGreaterThan(80)
    mouse('pointerup', width - 16, 40)
    const there = model.snapshot.seq
    mouse('pointermove', 14, 24 + 3.5 * rowHeight)
    expect(model.snapshot.seq).toBe(there)
    await expect.poll(() => words(plot)).toContain('as it stands')
    expect(findAll(stage, '.thumb').length).toBe(0)
    plot.dispatchEvent(
      new WheelEvent('wheel', {
        deltaY: -400,
        clientX: left + width / 2,
        clientY: top + height / 2,
        cancelable: true,
      }),
    )
    await expect.poll(() => findAll(stage, '.thumb').length).toBe(1)
    stage.focus()
    await press('0')
    await expect.poll(() => findAll(stage, '.thumb').length).toBe(0)
    await press('+')
    await expect.poll(() => findAll(stage, '.thumb').length).toBe(1)
    expect(log.lastSeq).toBe(91)
  })

  test('a clear sign when what one sees is not live, and the way back', async () => {
    const { stage, model } = await open()
    expect(words(findOne(stage, 'mr-transport'))).toContain('Live91 events')
    model.seek(14)
    await expect
      .poll(() => words(findOne(stage, 'mr-transport')))
      .toContain('You see event 14 of 91, 0.036 s')
    findButton(stage, 'Back to live').click()
    await expect.poll(() => words(findOne(stage, 'mr-transport'))).toContain('Live')
    expect(model.snapshot.playhead).toBeNull()
  })
})

describe('what is drawn', () => {
  const inked = (stage: Element): number => {
    const canvas = findOne<HTMLCanvasElement>(stage, 'canvas')
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    return data.filter((value, at) => at % 4 === 3 && value > 0).length
  }
  const pixels = (stage: Element): string => findOne<HTMLCanvasElement>(stage, 'canvas').toDataURL()

  test('marks; in another theme in other colours; paler after the playhead', async () => {
    document.documentElement.style.colorScheme = 'light'
    const { stage, model } = await open()
    await expect.poll(() => inked(stage)).toBeGreaterThan(3_000)
    const light = pixels(stage)
    document.documentElement.style.colorScheme = 'dark'
    await expect.poll(() => pixels(stage)).not.toBe(light)
    const live = pixels(stage)
    model.seek(5)
    await expect.poll(() => pixels(stage)).not.toBe(live)
  })

  test('rows are named, and say what each lane is doing', async () => {
    const { stage, model } = await open()
    model.seek(13)
    await expect
      .poll(() => findAll(stage, '.lane[title]').map(({ title }) => title))
      .toContain('Thread-1: waits for BLPOP mail')
    expect(findAll(stage, 'mr-timeline .lane, .lane[style]').map(words)).toEqual([
      'main',
      'Thread-1',
      'Thread-2',
      'server',
    ])
  })
})

describe('one mail', () => {
  test('followed from the list: its way with times; a stage of it is one press away', async () => {
    const { stage, model, log } = await open()
    model.seek(14)
    await expect.poll(() => findAll(stage, '#row-14 .task button').length).toBe(1)
    findOne(stage, '#row-14 .task button').click()
    expect(model.snapshot.task).toBe(14)
    expect(model.snapshot.playhead).toBe(14)
    await expect
      .poll(() => findAll(stage, '.stage').map(words))
      .toEqual([
        'waits in mail, put there by main program 0 ms',
        'taken by Thread-1 2.5 ms',
        'Thread-1 hands it to the mail server (session 1) 4.2 ms',
        'in the inbox of ada@example.com',
      ])
    findButton(stage, 'in the inbox').click()
    expect(log.event(model.snapshot.seq)?.kind).toBe('mail')
    findButton(stage, 'Stop following').click()
    expect(model.snapshot.task).toBeNull()
    await expect.poll(() => findAll(stage, 'mr-task-path').length).toBe(0)
  })
})

describe('details', () => {
  test('of a command: arguments, reply, what it waited, what changed, what brought it about', async () => {
    const { stage, model } = await open()
    model.seek(15)
    const details = () => words(findOne(stage, 'mr-event-details'))
    await expect.poll(details).toContain('Command BLPOP mail 0')
    expect(details()).toContain('Reply ["mail", "letter to ada"]')
    expect(details()).toContain('worked 0.08 ms, after it waited 20 ms')
    expect(details()).toContain('Changed mail: 1 item left, at place 0')
    findButton(stage, /^event 14: RPUSH/).click()
    expect(model.snapshot.playhead).toBe(14)
    await expect.poll(details).toContain('Brought about event 15: BLPOP mail 0')
  })
})

test.each([
  ['light', 1280, 300],
  ['dark', 700, 300],
  ['light', 390, 500],
  ['dark', 390, 500],
  ['light', 1000, 700],
])('axe finds nothing, %s, %i × %i, and nothing is wider than the stage', async (theme, width, height) => {
  document.documentElement.style.colorScheme = theme
  const { stage, model } = await open([width, height])
  expect(await violations(stage, theme)).toEqual([])
  model.follow(14)
  model.seek(20)
  await expect.poll(() => findAll(stage, 'mr-task-path').length).toBe(1)
  expect(await violations(stage, theme)).toEqual([])
  findButton(stage, 'Details').click()
  await expect.poll(() => findAll(stage, 'mr-event-details').length).toBe(1)
  expect(await violations(stage, theme)).toEqual([])
  if (height < 430 || width < 860) findButton(stage, 'Events').click()
  await expect.poll(() => findAll(stage, '.row').length).toBeGreaterThan(2)
  findButton(stage, 'Filter').click()
  expect(await violations(stage, theme)).toEqual([])
  const right = stage.getBoundingClientRect().right
  const wider = findAll(stage, '*').filter(
    (part) =>
      part.checkVisibility() &&
      !part.closest('.tip, .visually-hidden, svg') &&
      part.getBoundingClientRect().right > right + 1,
  )
  expect(wider.map(({ localName, className }) => `${localName}.${className}`)).toEqual([])
})
