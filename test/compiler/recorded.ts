import { answerRequest } from '../../src/compiler/answer-request.ts'
import { builtinModules } from '../../src/runtime/builtins.ts'
import { makeLineRecorder } from '../../src/sandbox/line-recorder.ts'
import { watchArrays } from '../../src/sandbox/watch-arrays.ts'
import { watchProxies } from '../../src/sandbox/watch-proxies.ts'
import { unpackRecords } from '../../src/trace/packed-records.ts'
import { RecordPacker } from '../../src/trace/record-packer.ts'
import type { LaneRecord, LineRecord } from '../../src/wire/lane-messages.ts'
import { linesModule, type CompiledModule } from '../../src/wire/program.ts'
import { takenText } from '../trace/taken-text.ts'
import type { Files, Names } from './programs.ts'

const { push } = Array.prototype
const { isArray } = Array
const isProxy = watchProxies(globalThis)
const isPlainArray = watchArrays(globalThis)

/** Compiles files, the first is the entry. A refusal fails the test. */
export async function compileRecorded(
  files: Files | string,
  isRecorded = true,
): Promise<readonly CompiledModule[]> {
  const texts: Files = typeof files === 'string' ? { 'exercise.ts': files } : files
  const list = Object.entries(texts).map(([name, text]) => ({ name, text }))
  const outcome = await answerRequest({
    files: list,
    entry: list[0]?.name ?? '',
    target: 'module',
    builtins: builtinModules,
    isRecorded,
  })
  if (outcome.kind === 'compiled') return outcome.modules
  throw new Error(outcome.diagnostics.map(({ line, message }) => `${line}: ${message}`).join('\n'))
}

export interface RecordedRun {
  readonly names: Names
  readonly records: readonly LineRecord[]
}

/** Built-in modules besides Node's own. */
export type Builtins = { readonly [name: string]: Names }

let count = 0

/** Loads a program; recorded, it tells the recorder. Each call makes modules anew. */
export async function load(modules: readonly CompiledModule[], builtins: Builtins): Promise<Names> {
  const urls = new Map(Object.entries(builtins).map(([name, values]) => [name, builtinUrl(values)]))
  for (const { name, code, imports } of modules) {
    let linked = code
    for (const { start, end, resolved } of [...imports].sort((a, b) => b.start - a.start))
      linked = `${linked.slice(0, start)}'${urls.get(resolved) ?? resolved}'${linked.slice(end)}`
    urls.set(name, dataUrl(`${linked}\n// ${++count}\n//# sourceURL=learner:///${name}`))
  }
  return { ...((await import(/* @vite-ignore */ [...urls.values()].at(-1) ?? '')) as Names) }
}

export async function runRecorded(
  files: Files | string,
  { builtins = {}, budget }: { builtins?: Builtins; budget?: number } = {},
): Promise<RecordedRun> {
  const modules = await compileRecorded(files)
  for (const { name, shifts } of modules) if (!shifts) throw new Error(`${name} is not instrumented`)
  const records: LineRecord[] = []
  const texts: string[] = []
  let next = 0
  const packer = makePacker({
    added: () => {
      texts[texts.length] = takenText(packer)
      // A program may replace what it takes to read them, for a while.
      if (Array.prototype.push !== push || Array.isArray !== isArray) return
      for (; next < texts.length; next++) {
        const [read] = unpackRecords(texts[next] ?? '') as readonly [LaneRecord]
        // They come without a time.
        const { at: _, ...record } = read
        records[records.length] = record as LineRecord
      }
    },
  })
  const lines = makeLineRecorder({
    packer,
    isProxy,
    isPlainArray,
    ...(budget !== undefined && { budget }),
  })
  return { names: await load(modules, { ...builtins, [linesModule]: { default: lines } }), records }
}

/** Packs records of lines. `added` is called after each. */
export function makePacker({
  at = () => 0,
  added = () => undefined,
}: { at?: () => number; added?: () => void } = {}): RecordPacker {
  return new RecordPacker({ at, added, ended: added, isBent: () => false })
}

export async function runPlain(files: Files | string, builtins: Builtins = {}): Promise<Names> {
  return load(await compileRecorded(files, false), builtins)
}

function builtinUrl(values: Names): string {
  const key = `test:${++count}`
  Reflect.set(globalThis, key, values)
  const names = Object.keys(values).map((name) =>
    name === 'default'
      ? 'export default values.default'
      : `const v_${name} = values.${name}; export { v_${name} as ${name} }`,
  )
  return dataUrl(`const values = globalThis[${JSON.stringify(key)}]\n${names.join('\n')}`)
}

function dataUrl(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
}
