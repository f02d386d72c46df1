import { parse } from '@babel/parser'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileProgram } from '../../src/compiler/compile.ts'
import { compile, problems } from './programs.ts'

const targets = ['module', 'function'] as const

/** Compiles and gives the messages, or checks that what came out is JavaScript. */
function outcomeOf(text: string, target: (typeof targets)[number] = 'function'): string {
  const outcome = compileProgram({ files: [{ name: 'a.ts', text }], entry: 'a.ts', target, builtins: [] })
  if (outcome.kind === 'refused') return outcome.diagnostics[0]?.message ?? ''
  for (const { code } of outcome.modules) parse(code, { sourceType: 'module' })
  return 'compiled'
}

describe('input that nobody writes', () => {
  test('is refused when it is too long', () => {
    expect(outcomeOf('a\n'.repeat(500_000))).toBe(
      'a.ts is too long: it has 1000,000 characters, and 200,000 are the most that run here.',
    )
  })

  test.each([
    ['brackets', '['.repeat(5000)],
    ['closed brackets', '['.repeat(5000) + ']'.repeat(5000)],
    ['braces', '{'.repeat(20_000)],
    ['functions', '(()=>{\n'.repeat(5000)],
    ['types', `let a: ${'A<\n'.repeat(20_000)}`],
    ['an endless sum', `a${'+a\n'.repeat(60_000)}`],
    ['templates', '`${\n'.repeat(10_000)],
  ])('is refused when it is too deep: %s', (_, text) => {
    expect(outcomeOf(text)).toMatch(/too deeply nested|missing|closing/)
  })

  test('is refused when reading it would take for ever', () => {
    const before = performance.now()
    expect(outcomeOf('<T>('.repeat(40) + 'a' + ')'.repeat(40))).toContain('too deeply nested')
    expect(outcomeOf('<T>'.repeat(40) + 'a')).toContain('too deeply nested')
    expect(outcomeOf('<T>[a,'.repeat(40))).toContain('too deeply nested')
    expect(performance.now() - before).toBeLessThan(5000)
  })

  test('is refused when a line is too long', () => {
    expect(outcomeOf(`const a = 1\n${'/* */'.repeat(5000)}`)).toBe(
      'a.ts has a line of more than 20,000 characters, which does not run here. Break it up.',
    )
  })

  test.each([
    ['line breaks', '\n'.repeat(199_000)],
    ['spaces', `${' '.repeat(999)}\n`.repeat(199)],
    ['quotation marks', "'".repeat(19_000)],
    ['angle brackets', `${' <'.repeat(9999)}\n`.repeat(9)],
    ['comments', `${'/* */'.repeat(3990)}\n`.repeat(9)],
    [
      'enum members',
      `enum E { ${Array.from({ length: 9000 }, (_, i) => `A${i} = ${i === 0 ? 1 : `A${i - 1}`}\n`).join()} }`,
    ],
  ])('is answered soon: %s', (_, text) => {
    const before = performance.now()
    const outcome = compileProgram({
      files: [{ name: 'a.ts', text }],
      entry: 'a.ts',
      target: 'function',
      builtins: [],
    })
    expect(performance.now() - before).toBeLessThan(5000)
    if (outcome.kind === 'refused') expect(outcome.diagnostics.length).toBeLessThanOrEqual(20)
  })

  test('long and flat programs do not count as deep', () => {
    expect(
      outcomeOf(
        'const f = <T>(a: T) => <any>a\n'
          .repeat(40)
          .replaceAll(/f/g, () => `f${Math.random()}`.replace('.', '')),
      ),
    ).toBe('compiled')
    expect(outcomeOf(`export const a = [${'1,\n'.repeat(60_000)}]`)).toBe('compiled')
    expect(
      outcomeOf(`import { ${Array.from({ length: 10_000 }, (_, i) => `a${i}\n`).join()} } from './a.ts'`),
    ).toBe('compiled')
  })

  test.each([
    '\u0000',
    '"\ud800"',
    '\ud800',
    '\ufeff',
    '\u2028',
    '"\\',
    '#!',
    '<!--',
    '/',
    '`',
    '@',
    '\r',
    '',
    '"\u0000"',
  ])('answers %j', (text) => {
    for (const target of targets) expect(outcomeOf(text, target)).not.toBe('')
  })

  test('answers every beginning of a program, and the program with any piece cut out', () => {
    const text = readFileSync(new URL('constructs.ts', import.meta.url), 'utf8').slice(0, 4000)
    for (let end = 0; end < text.length; end += 37) {
      expect(outcomeOf(text.slice(0, end))).not.toBe('')
      expect(outcomeOf(text.slice(0, end) + text.slice(end + (end % 23) + 1), 'module')).not.toBe('')
    }
  })

  test('is no trouble as a file name', () => {
    const files = { __proto__: "import './constructor'", constructor: '' }
    expect(
      problems({ 'exercise.ts': "import './__proto__'; import './constructor'", ...files })[0],
    ).toContain('Cannot find')
  })
})

describe('programs that people wrote', () => {
  const root = new URL('../..', import.meta.url).pathname
  const files = ['lessons', 'src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => join(root, folder, name)),
  )

  test('become JavaScript on the same lines', () => {
    let compiled = 0
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      const builtins = [...text.matchAll(/(?:from|import|import\() ?'([^']+)'/g)].map(([, name = '']) => name)
      for (const target of targets) {
        const outcome = compileProgram({ files: [{ name: 'a.ts', text }], entry: 'a.ts', target, builtins })
        if (outcome.kind === 'refused') {
          // Lit's decorators, and what this project's own files do that a lesson's may not.
          expect(outcome.diagnostics[0]?.message, file).toMatch(
            /^(Decorators|import\.meta|import\(…\)|Cannot find|The text )/,
          )
          continue
        }
        compiled++
        const code = outcome.modules[0]?.code ?? ''
        expect(() => parse(code, { sourceType: 'module' }), file).not.toThrow()
        expect(code.split('\n').length, file).toBe(text.split('\n').length + (target === 'module' ? 0 : 2))
      }
    }
    expect(compiled).toBeGreaterThan(100)
  }, 60_000)

  test('of every step compile with the files beside them', () => {
    const steps = new Set(
      files.filter((file) => file.startsWith(join(root, 'lessons'))).map((file) => join(file, '..')),
    )
    for (const step of steps) {
      if (step.endsWith('mistakes')) continue
      const texts = Object.fromEntries(
        readdirSync(step)
          .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
          .map((name) => [name, readFileSync(join(step, name), 'utf8')]),
      )
      for (const target of targets) {
        for (const entry of ['exercise.ts', 'solution.ts']) {
          expect(compile({ [entry]: texts[entry] ?? '', ...texts }, target).at(-1)?.name, step).toBe(entry)
        }
      }
    }
  })
})
