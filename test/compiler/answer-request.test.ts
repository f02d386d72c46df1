import { expect, test } from 'vitest'
import { answerRequest } from '../../src/compiler/answer-request.ts'
import type { CompileRequest } from '../../src/compiler/compile.ts'
import { instrumentModule } from '../../src/compiler/instrument.ts'

const request: CompileRequest = {
  files: [{ name: 'exercise.ts', text: 'export const a: number = 1' }],
  entry: 'exercise.ts',
  target: 'module',
  builtins: [],
}

/** Fails a test in which the instrumenter is asked for. */
const notAsked = (): never => {
  throw new Error('The instrumenter was asked for')
}

test('loads the instrumenter only for what is to be recorded', async () => {
  expect(await answerRequest(request, notAsked)).toMatchObject({ kind: 'compiled' })
  expect(await answerRequest({ ...request, target: 'function', isRecorded: true }, notAsked)).toMatchObject({
    kind: 'compiled',
  })
  const refused = { ...request, files: [{ name: 'exercise.ts', text: 'const' }], isRecorded: true }
  expect(await answerRequest(refused, notAsked)).toMatchObject({ kind: 'refused' })
})

test('says that the instrumenter could not be loaded', async () => {
  const answer = answerRequest({ ...request, isRecorded: true }, () => Promise.reject(new Error('offline')))
  await expect(answer).rejects.toThrow('could not be downloaded. Check your connection and try again')
})

test('names the recorder among the imports, at its place', async () => {
  const outcome = await answerRequest({ ...request, isRecorded: true })
  const [module] = outcome.kind === 'compiled' ? outcome.modules : []
  const [site] = module?.imports ?? []
  expect(module?.code.slice(site?.start, site?.end)).toBe("'mailroom:lines'")
})

test('leaves a module as it is that it cannot read', () => {
  const module = { name: 'a.ts', code: 'const const', imports: [], exports: [], globals: [] }
  expect(instrumentModule(module)).toBe(module)
})
