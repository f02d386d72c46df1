import type { FrameState } from '../../../trace/state.ts'

/** `MyQueue.push()`; a function without a name is told by its line. */
export function callName({ name, line }: Pick<FrameState, 'name' | 'line'>): string {
  return name ? `${name}()` : `function near line ${line}`
}

/** `3rd time round the loop at line 12` */
export function loopWords({ line, count }: { readonly line: number; readonly count: number }): string {
  return `${ordinal(count)} time round the loop at line ${line}`
}

/** Calls that run, and those of async functions that wait for something, each in their order. */
export function sortFrames(frames: readonly FrameState[]): {
  readonly running: readonly FrameState[]
  readonly waiting: readonly FrameState[]
} {
  return {
    running: frames.filter(({ isWaiting }) => !isWaiting),
    waiting: frames.filter(({ isWaiting }) => isWaiting),
  }
}

/** English: 1st, 2nd, 3rd, 11th, 21st. */
function ordinal(count: number): string {
  const endings: { readonly [rule: string]: string } = { one: 'st', two: 'nd', few: 'rd' }
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(count)
  return `${count.toLocaleString('en')}${endings[rule] ?? 'th'}`
}
