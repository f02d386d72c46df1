import { describe, expect, test } from 'vitest'
import { answerRequest, type LaterParts } from '../../src/compiler/answer-request.ts'
import { compileProgram, type CompileRequest } from '../../src/compiler/compile.ts'
import { instrumentModule } from '../../src/compiler/instrument.ts'

const request = (text: string, more: Partial<CompileRequest> = {}): CompileRequest => ({
  files: [{ name: 'exercise.ts', text }],
  entry: 'exercise.ts',
  target: 'module',
  builtins: [],
  ...more,
})

function parts(changes: Partial<LaterParts> = {}) {
  const loaded: string[] = []
  const load: LaterParts = {
    emitFunction: () => (loaded.push('emitFunction'), import('../../src/compiler/emit-function.ts')),
    syntaxMessages: () => (loaded.push('syntaxMessages'), import('../../src/compiler/syntax-messages.ts')),
    instrument: () => (loaded.push('instrument'), import('../../src/compiler/instrument.ts')),
    ...changes,
  }
  return { load, loaded }
}

describe('a part that only some programs need is loaded with the first of them, and the outcome is the same', () => {
  const right = 'export const one: number = 1\n'
  const wrong = 'export const one: number = (1\n'
  for (const [name, asked, needed] of [
    ['none for a program that runs', request(right), []],
    ['for a check', request(right, { target: 'function' }), ['emitFunction']],
    ['for a program that does not parse', request(wrong), ['syntaxMessages']],
    ['for such a check', request(wrong, { target: 'function' }), ['emitFunction', 'syntaxMessages']],
    [
      'not for a check that is recorded',
      request(right, { target: 'function', isRecorded: true }),
      ['emitFunction'],
    ],
    ['not for what does not parse', request(wrong, { isRecorded: true }), ['syntaxMessages']],
  ] as const)
    test(name, async () => {
      const { load, loaded } = parts()
      expect(await answerRequest(asked, load)).toEqual(compileProgram(asked))
      expect(loaded).toEqual(needed)
    })

  test('for a recording', async () => {
    const { load, loaded } = parts()
    const outcome = await answerRequest(request(right, { isRecorded: true }), load)
    expect(outcome.kind).toBe('compiled')
    expect(loaded).toEqual(['instrument'])
  })
})

test('says what did not come and what to do', async () => {
  const gone = (): Promise<never> => Promise.reject(new Error('404'))
  const { load } = parts({ instrument: gone, syntaxMessages: gone })
  await expect(answerRequest(request('let one = 1', { isRecorded: true }), load)).rejects.toThrow(
    'records a run line by line could not be downloaded. Check your connection and try again, or run plainly.',
  )
  await expect(answerRequest(request('let one = ('), load)).rejects.toThrow(
    'explains syntax errors could not',
  )
})

test('names the recorder among the imports, at its place', async () => {
  const outcome = await answerRequest(request('export const a: number = 1', { isRecorded: true }))
  const [module] = outcome.kind === 'compiled' ? outcome.modules : []
  const [site] = module?.imports ?? []
  expect(module?.code.slice(site?.start, site?.end)).toBe("'mailroom:lines'")
})

test('leaves a module as it is that it cannot read', () => {
  const module = { name: 'a.ts', code: 'const const', imports: [], exports: [], globals: [] }
  expect(instrumentModule(module)).toBe(module)
})
