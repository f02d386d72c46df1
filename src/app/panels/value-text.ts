import type { ValueData, ValueEntry } from '../../wire/value-data.ts'
import { visibleText } from './visible-text.ts'

const mostShown = 5
const longestShown = 60

/** A value in one short line: `(3) ['a', 'b', 'c']`, `Task { id: 1, retry: {…} }`. */
export function previewOf(value: ValueData): string {
  if (value.kind !== 'object') return shortText(value)
  const shown = value.entries.slice(0, mostShown).map((entry) => previewEntry(value.shape, entry))
  const rest = value.size - shown.length
  if (rest > 0) shown.push(`… ${rest} more`)
  const list = shown.join(', ')
  if (value.shape === 'array') return `${arrayName(value.type, value.size)}[${list}]`
  const body = list ? `{ ${list} }` : '{}'
  if (value.shape === 'plain') return value.type === 'Object' ? body : `${nameOf(value.type)} ${body}`
  return `${visibleText(value.type)}(${value.size}) ${body}`
}

/** A value inside another one: long text cut, objects by their kind only. */
export function shortText(value: ValueData): string {
  switch (value.kind) {
    case 'primitive':
      return value.type === 'string' ? quoted(cut(value.text, value.more)) : visibleText(value.text)
    case 'function':
      return `ƒ ${visibleText(value.text.replace(/^function /, ''))}`
    case 'error':
      return visibleText(cut(value.text.split('\n', 1)[0] ?? ''))
    case 'elided':
      return value.reason === 'cycle' ? 'seen above' : `${visibleText(value.text)} …`
    case 'object':
      if (value.shape === 'array') return value.size === 0 ? '[]' : `[${value.size} items]`
      if (value.shape === 'plain') return value.type === 'Object' ? '{…}' : `${nameOf(value.type)} {…}`
      return `${visibleText(value.type)}(${value.size})`
    default:
      return value satisfies never
  }
}

/** A text as it would be written in code, so that where it begins and ends is seen. */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
  return `'${visibleText(escaped)}'`
}

export function keyText(key: ValueEntry['key']): string {
  return typeof key === 'string' ? visibleText(key) : shortText(key)
}

function previewEntry(shape: 'array' | 'map' | 'set' | 'plain', { key, value }: ValueEntry): string {
  const text = value === 'getter' ? '(getter)' : shortText(value)
  if (shape === 'map') return `${keyText(key)} → ${text}`
  const isPlace = shape === 'set' || (shape === 'array' && typeof key === 'string' && /^\d+$/.test(key))
  return isPlace ? text : `${keyText(key)}: ${text}`
}

function arrayName(type: string, size: number): string {
  const name = type === 'Array' ? '' : visibleText(type)
  return name || size > 1 ? `${name}(${size}) ` : ''
}

function nameOf(type: string): string {
  return visibleText(type) || '(no prototype)'
}

function cut(text: string, more = 0): string {
  return text.length > longestShown || more > 0 ? `${text.slice(0, longestShown)}…` : text
}
