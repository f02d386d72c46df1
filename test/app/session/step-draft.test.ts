import { expect, test } from 'vitest'
import { StepSession } from '../../../src/app/session/step-session.ts'
import { DraftChange, type Draft, type SaveOutcome } from '../../../src/workspace/workspace.ts'
import {
  CompilerDouble,
  lessonDouble,
  SandboxDouble,
  starter,
  turn,
  withResolvers,
  WorkspaceDouble,
} from '../doubles.ts'

const step = '01-lists/01-queue'
const theirs = (text: string, revision: number): Draft => ({ step, text, revision, savedAt: 0 })

async function open(draft: Draft | null = null) {
  const workspace = new WorkspaceDouble()
  workspace.draft = draft
  const sandbox = new SandboxDouble()
  const language = { start: () => {}, setFiles: () => {} }
  const session = new StepSession({
    lesson: lessonDouble(),
    workspace,
    compiler: new CompilerDouble(),
    sandbox,
    language,
  })
  await session.open()
  await turn()
  const saves = () => workspace.saves.map(({ text, base, reason }) => [text, base, reason])
  return { session, workspace, sandbox, saves }
}

/** An answer of the workspace that comes when the test says so. */
function heldAnswer(workspace: WorkspaceDouble): (outcome: SaveOutcome) => void {
  const held = withResolvers<SaveOutcome>()
  workspace.answers.push(() => held.promise)
  return held.resolve
}

test('an edit is saved at once, on the revision before it', async () => {
  const { session, workspace, saves } = await open(theirs('old', 7))
  session.edit('new')
  expect(saves()).toEqual([['new', 7, 'edit']])
  expect(session.snapshot.save).toEqual({ kind: 'saving' })
  await turn()
  expect(session.snapshot.save).toEqual({ kind: 'saved' })
  session.edit('newer')
  await turn()
  expect(saves()[1]).toEqual(['newer', 8, 'edit'])
  expect(workspace.marks.filter((mark) => mark.startsWith('started'))).toHaveLength(1)
})

test('saves go one after another; of the edits that wait only the newest goes', async () => {
  const { session, workspace, saves } = await open()
  const answer = heldAnswer(workspace)
  session.edit('a')
  session.edit('ab')
  session.edit('abc')
  answer({ kind: 'saved', draft: theirs('a', 1) })
  await turn()
  expect(saves()).toEqual([
    ['a', 0, 'edit'],
    ['abc', 1, 'edit'],
  ])
})

test('a save that fails is said, and the next edit tries again', async () => {
  const { session, workspace } = await open()
  workspace.answers.push(() => ({ kind: 'not-saved', message: 'The storage is full.' }))
  session.edit('a')
  await turn()
  expect(session.snapshot).toMatchObject({
    text: 'a',
    save: { kind: 'not-saved', message: 'The storage is full.' },
  })
  workspace.answers.push(() => Promise.reject(new Error('gone')))
  session.edit('ab')
  await turn()
  expect(session.snapshot.save).toEqual({ kind: 'not-saved', message: 'gone' })
  session.edit('abc')
  await turn()
  expect(session.snapshot.save).toEqual({ kind: 'saved' })
})

test('a workspace that lives on this page only is never called saved', async () => {
  const { session, workspace } = await open()
  workspace.storage = { kind: 'not-saved', reason: 'blocked', message: 'Storage is blocked.' }
  workspace.dispatchEvent(new Event('storage-change'))
  expect(session.snapshot.save).toEqual({ kind: 'not-saved', message: 'Storage is blocked.' })
  session.edit('a')
  await turn()
  expect(session.snapshot.save.kind).toBe('not-saved')
})

test.each([
  ['reset', starter, (session: StepSession) => session.reset()],
  ['solution', '// the solution\n', (session: StepSession) => session.takeSolution()],
  ['restore', 'once', (session: StepSession) => session.restore({ text: 'once' })],
] as const)('%s replaces the text and can be undone', async (reason, expected, replace) => {
  const { session, saves, sandbox } = await open(theirs('mine', 1))
  const runs = sandbox.runs.length
  sandbox.lastRun.listener.onState?.('running')
  replace(session)
  await turn()
  expect(session.snapshot).toMatchObject({ text: expected, replaced: { reason, before: 'mine' } })
  expect(sandbox.runs.length).toBe(runs + 1)
  session.undoReplace()
  await turn()
  expect(session.snapshot).toMatchObject({ text: 'mine', replaced: null })
  expect(saves()).toEqual([
    [expected, 1, reason],
    ['mine', 2, 'undo'],
  ])
})

test('an edit after that takes the offer to undo away; a reset of the starter does nothing', async () => {
  const { session, saves } = await open()
  session.reset()
  expect(session.snapshot.replaced).toBeNull()
  session.takeSolution()
  session.edit('typed')
  expect(session.snapshot.replaced).toBeNull()
  session.undoReplace()
  await turn()
  expect(session.snapshot.text).toBe('typed')
  expect(saves().map(([text]) => text)).toEqual(['// the solution\n', 'typed'])
})

test('a conflict keeps what is typed and saves nothing until the learner chooses mine', async () => {
  const { session, workspace, saves } = await open(theirs('base', 1))
  workspace.answers.push(() => ({ kind: 'conflict', theirs: theirs('theirs', 2) }))
  session.edit('mine')
  await turn()
  expect(session.snapshot).toMatchObject({
    text: 'mine',
    save: { kind: 'conflict', theirs: { text: 'theirs' } },
  })
  session.edit('mine too')
  await turn()
  expect(saves()).toHaveLength(1)
  session.keepMine()
  await turn()
  expect(session.snapshot).toMatchObject({ text: 'mine too', save: { kind: 'saved' } })
  expect(saves().at(-1)).toEqual(['mine too', 3, 'edit'])
  expect(saves()[1]).toEqual(['mine', 2, 'merge'])
})

test('taking theirs keeps mine in history and can be undone', async () => {
  const { session, workspace, saves } = await open(theirs('base', 1))
  workspace.answers.push(() => ({ kind: 'conflict', theirs: theirs('theirs', 2) }))
  session.edit('mine')
  await turn()
  session.takeTheirs()
  await turn()
  expect(session.snapshot).toMatchObject({ text: 'theirs', save: { kind: 'saved' } })
  expect(saves().slice(1)).toEqual([
    ['mine', 2, 'merge'],
    ['theirs', 3, 'merge'],
  ])
  session.undoReplace()
  await turn()
  expect(session.snapshot.text).toBe('mine')
})

test('another tab’s text is taken over in silence only if this tab did nothing since', async () => {
  const { session, workspace, sandbox } = await open(theirs('base', 1))
  sandbox.lastRun.listener.onState?.('running')
  workspace.dispatchEvent(new DraftChange(theirs('from the other tab', 2)))
  await turn()
  expect(session.snapshot).toMatchObject({ text: 'from the other tab', save: { kind: 'saved' } })
  expect(sandbox.runs).toHaveLength(2)
  session.edit('typed here')
  await turn()
  workspace.dispatchEvent(new DraftChange(theirs('again', 4)))
  expect(session.snapshot).toMatchObject({
    text: 'typed here',
    save: { kind: 'conflict', theirs: { text: 'again' } },
  })
  session.keepMine()
  await turn()
  expect(session.snapshot).toMatchObject({ text: 'typed here', save: { kind: 'saved' } })
})

test('old news, news of another step and the same text are no conflict', async () => {
  const { session, workspace } = await open(theirs('base', 3))
  session.edit('typed here')
  await turn()
  workspace.dispatchEvent(new DraftChange(theirs('old', 2)))
  workspace.dispatchEvent(new DraftChange({ ...theirs('other', 99), step: '01-lists/02-stack' }))
  workspace.dispatchEvent(new DraftChange(theirs('typed here', 5)))
  expect(session.snapshot).toMatchObject({ text: 'typed here', save: { kind: 'saved' } })
})

test('news that comes while a save is on its way waits for its outcome', async () => {
  const { session, workspace } = await open(theirs('base', 1))
  const answer = heldAnswer(workspace)
  session.edit('mine')
  workspace.dispatchEvent(new DraftChange(theirs('theirs', 3)))
  expect(session.snapshot.save).toEqual({ kind: 'saving' })
  answer({ kind: 'saved', draft: theirs('mine', 2) })
  await turn()
  expect(session.snapshot).toMatchObject({
    text: 'mine',
    save: { kind: 'conflict', theirs: { text: 'theirs' } },
  })
})

test('leaving a step in a conflict keeps mine in history and theirs as its text', async () => {
  const { session, workspace, saves } = await open(theirs('base', 1))
  workspace.answers.push(() => ({ kind: 'conflict', theirs: theirs('theirs', 2) }))
  session.edit('mine')
  await turn()
  session.close()
  await turn()
  expect(saves().slice(1)).toEqual([
    ['mine', 2, 'merge'],
    ['theirs', 3, 'merge'],
  ])
})
