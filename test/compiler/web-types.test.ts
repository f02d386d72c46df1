import { expect, it } from 'vitest'
import { LanguageService } from '../../src/compiler/language-service.ts'
import { buildTypesPack } from '../../src/compiler/types-pack.ts'

const pack = buildTypesPack()

function problems(text: string): readonly (number | undefined)[] {
  const service = new LanguageService(pack, [])
  service.update([{ name: 'exercise.ts', text: `${text}\nexport {}` }], [])
  return service.check('exercise.ts').map(({ code }) => code)
}

it.each([
  `const { status, ok, headers, url } = await fetch('https://example.com/')\nconst type: string | null = headers.get('content-type')\nif (ok) console.log(status, type, url)`,
  `const signal = AbortSignal.timeout(5)\nconst text: string = await (await fetch(new URL('https://example.org'), { signal, method: 'HEAD' })).text()`,
  `interface Entry { title: string }\nconst entry = (await (await fetch('https://api.example.com/music/1')).json()) as Entry\nentry.title.trim()`,
  `const request = new Request('https://example.com/', { headers: { accept: 'text/html' }, body: 'x', method: 'POST' })\nawait fetch(request, new AbortController())`,
  `for await (const chunk of (await fetch('https://example.com/drip')).body ?? []) console.log(chunk.length)`,
  `const reader = new Response('text', { status: 201 }).body?.getReader()\nconst part = await reader?.read()\nif (part && !part.done) part.value.length`,
  `globalThis.fetch = async () => Response.json({ a: 1 })`,
])('takes %s', (code) => {
  expect(problems(code)).toEqual([])
})

it.each([
  [`const text: string = (await fetch('https://example.com/')).text()`, 2322],
  [`fetch('https://example.com/').json()`, 2339],
  [`const ok: string = (await fetch('x')).ok`, 2322],
  [`fetch()`, 2554],
  [`fetch('x', { signal: 5000 })`, 2322],
])('finds what is wrong with %s', (code, expected) => {
  expect(problems(code)).toEqual([expected])
})
