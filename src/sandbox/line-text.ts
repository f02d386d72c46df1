import type { ValueData } from '../wire/value-data.ts'
import { cut } from './line-values.ts'

const longest = 60

/** A value as text to read in one line: a text as it is, all else as one would write it. Cut to 60 characters. */
export function itemText(data: ValueData): string {
  return shorten(data.kind === 'primitive' && data.type === 'string' ? data.text : written(data))
}

/** A value as an argument: `'letter to Ada'`. */
export function argumentText(data: ValueData): string {
  return shorten(written(data))
}

export function shorten(text: string): string {
  return text.length > longest ? `${cut(text, longest - 1)}…` : text
}

function written(data: ValueData): string {
  if (data.kind === 'primitive') return data.type === 'string' ? `'${data.text}'` : data.text
  if (data.kind !== 'object') return data.text
  const isList = data.shape === 'array' || data.shape === 'set'
  let inside = ''
  for (let index = 0; index < data.entries.length && inside.length < longest; index++) {
    const entry = data.entries[index]
    if (!entry) break
    const value = entry.value === 'getter' ? '(getter)' : written(entry.value)
    const key = typeof entry.key === 'string' ? entry.key : written(entry.key)
    inside += `${index > 0 ? ', ' : ''}${isList ? value : `${key}: ${value}`}`
  }
  if (data.more) inside += inside === '' ? '…' : ', …'
  const type = data.type === 'Object' || data.type === 'Array' || data.type === '' ? '' : `${data.type} `
  return isList ? `${type}[${inside}]` : `${type}{${inside && ` ${inside} `}}`
}
