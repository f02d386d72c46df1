import type { TraceState } from '../../../trace/state.ts'
import type { ValueData } from '../../../wire/value-data.ts'

/** A number of the learner's as binary digits. */
export interface DrawnBits {
  readonly kind: 'bits'
  readonly id: string
  readonly title: string
  /** As JavaScript writes it. */
  readonly value: string
  /** From the highest; none where the value has no such digits. */
  readonly digits: readonly { readonly digit: '0' | '1'; readonly place: string }[]
  /** `8 + 4 + 1`, or why there are no digits. */
  readonly words: string
}

/** Places beyond this are written as powers: their numbers would be wider than a digit. */
const widestPlace = 14

/** The variable of this name in the innermost call that has it; null if none has. */
export function drawBits(name: string, state: TraceState): DrawnBits | null {
  for (const { stack } of state.lanes) {
    for (const { variables } of stack) {
      const found = variables.find((variable) => variable.name === name)
      if (found) return bitsOf(name, found.value)
    }
  }
  return null
}

function bitsOf(name: string, data: ValueData): DrawnBits {
  const value = data.kind === 'primitive' ? data.text : data.kind
  const base = { kind: 'bits', id: `bits ${name}`, title: name, value } as const
  const isNumber = data.kind === 'primitive' && (data.type === 'number' || data.type === 'bigint')
  // Written by JavaScript: `-0` and `1e+21` are none of these.
  if (!isNumber || !/^\d{1,17}n?$/.test(value))
    return { ...base, digits: [], words: `${value} is no whole number from 0 on: it has no binary digits.` }
  const text = BigInt(value.replace('n', '')).toString(2)
  const digits = [...text].map((character, at) => {
    const power = text.length - 1 - at
    return {
      digit: character === '1' ? ('1' as const) : ('0' as const),
      place: power < widestPlace ? String(2 ** power) : `2^${power}`,
    }
  })
  const ones = digits.filter(({ digit }) => digit === '1').map(({ place }) => place)
  return { ...base, digits, words: `${ones.join(' + ') || '0'} = ${value}` }
}
