import { fileURLToPath } from 'node:url'
import type { ErrorData, StackFrame } from '../../wire/error-data.ts'

const frameLine = /^ +at (?:async )?(?:(.*?) \()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/gm
const ownFolder = fileURLToPath(new URL('.', import.meta.url))

/** Anything thrown, as data, with those places of its stack that lie in the program's own files. */
export function describeNodeError(thrown: unknown): ErrorData {
  if (!(thrown instanceof Error))
    return { name: 'Error', message: `Thrown: ${printThrown(thrown)}`, frames: [] }
  const data = { name: thrown.name, message: thrown.message, frames: framesOf(thrown.stack ?? '') }
  return thrown.cause === undefined ? data : { ...data, cause: describeNodeError(thrown.cause) }
}

function framesOf(stack: string): StackFrame[] {
  return [...stack.matchAll(frameLine)].flatMap(([, where = '', path = '', line, column]) => {
    const file = path.startsWith('file:') ? fileURLToPath(path) : path
    if (file.includes('node_modules') || file.startsWith(ownFolder)) return []
    return [{ file, line: Number(line), column: Number(column), in: where.replace(/^Module\./, '') }]
  })
}

function printThrown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
