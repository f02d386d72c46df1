import { describe, expect, it } from 'vitest'
import { LanguageService } from '../../src/compiler/language-service.ts'
import { buildTypesPack } from '../../src/compiler/types-pack.ts'

const pack = buildTypesPack()

function serviceWith(text: string, ...others: { name: string; text: string }[]): LanguageService {
  const service = new LanguageService(pack)
  service.update([{ name: 'exercise.ts', text }, ...others], [])
  return service
}

describe('LanguageService', () => {
  it('finds a wrong type at its exact place', () => {
    const service = serviceWith(`const one = 1\nconst two: string = one\n`)
    expect(service.check('exercise.ts')).toEqual([
      {
        file: 'exercise.ts',
        line: 2,
        column: 7,
        endLine: 2,
        endColumn: 10,
        severity: 'error',
        source: 'types',
        code: 2322,
        message: "Type 'number' is not assignable to type 'string'.",
      },
    ])
  })

  it('tells a broken syntax alone', () => {
    const found = serviceWith(`const a: string = 1\nfunction f( {\n`).check('exercise.ts')
    expect(found.length).toBeGreaterThan(0)
    expect(found.map(({ source }) => source)).toEqual(found.map(() => 'syntax'))
  })

  it('is strict about null, not about indexes', () => {
    const service = serviceWith(
      `const list = ['a']\nlist[0].length\nlist.pop().length\nconst f = (x) => x\nf(1)\n`,
    )
    expect(service.check('exercise.ts').map(({ line, code }) => [line, code])).toEqual([
      [3, 2532],
      [4, 7006],
    ])
  })

  it('follows imports between files and their changes', () => {
    const service = serviceWith(`import { stack } from './stack.ts'\nstack.push('a')\n`, {
      name: 'stack.ts',
      text: 'export const stack: string[] = []',
    })
    expect(service.check('exercise.ts')).toEqual([])
    service.update([{ name: 'stack.ts', text: 'export const stack: number[] = []' }], [])
    expect(service.check('exercise.ts')).toMatchObject([{ line: 2, column: 12, code: 2345 }])
    service.update([], ['stack.ts'])
    expect(service.check('exercise.ts')).toMatchObject([{ line: 1, code: 2307 }])
  })

  it('knows the page’s part of Node and no DOM', () => {
    const service = serviceWith(
      [
        `import { setTimeout as sleep } from 'node:timers/promises'`,
        `await sleep(5)`,
        `const timer = setTimeout(() => console.table([new URL('http://a/?b').searchParams.get('b')]), 5)`,
        `clearTimeout(timer)`,
        `queueMicrotask(() => structuredClone(new Map([[1, new Date()]])).get(1)?.getTime())`,
        `const text: string = new TextDecoder().decode(new TextEncoder().encode('é'))`,
        `AbortSignal.any([new AbortController().signal, AbortSignal.timeout(5)]).addEventListener('abort', () => text)`,
        `performance.now() + crypto.getRandomValues(new Uint8Array(4)).length + (process.env['HOME'] ?? '').length`,
        `document.title`,
      ].join('\n'),
    )
    expect(service.check('exercise.ts').map(({ line, message }) => [line, message])).toEqual([
      [9, "Cannot find name 'document'."],
    ])
  })

  it('shows a signature', () => {
    const text = `class MyQueue<T> {\n  pop(): T | undefined { return undefined }\n}\nnew MyQueue<number>().pop()\n`
    const offset = text.lastIndexOf('pop') + 1
    expect(serviceWith(text).hover({ file: 'exercise.ts', offset })).toEqual({
      from: offset - 1,
      to: offset + 2,
      text: '(method) MyQueue<number>.pop(): number | undefined',
    })
  })

  it('lists members after a dot and names elsewhere', () => {
    const text = `const items = [1]\nitems.pu\nite`
    const service = serviceWith(text)
    const members = service.complete({ file: 'exercise.ts', offset: text.indexOf('pu') + 2 })
    expect(members?.from).toBe(text.indexOf('pu'))
    expect(members?.options.map(({ label }) => label)).toEqual(expect.arrayContaining(['push', 'pop', 'at']))
    expect(members?.options.map(({ label }) => label)).not.toContain('items')
    const names = service.complete({ file: 'exercise.ts', offset: text.length })
    expect(names?.options).toContainEqual(expect.objectContaining({ label: 'items', kind: 'const' }))
  })

  it('has no answer about what it does not know', () => {
    const service = serviceWith('1')
    expect(service.check('other.ts')).toEqual([])
    expect(service.hover({ file: 'other.ts', offset: 0 })).toBeNull()
    expect(service.complete({ file: 'exercise.ts', offset: 99 })).toBeNull()
  })
})
