import type { StepId } from '../course/lesson.ts'
import type { ClockSpeed } from '../wire/clock-messages.ts'
import { isRecord, isStepId } from './shape.ts'

/** What the learner chose, the same in all tabs. */
export interface Settings {
  /** Runs after each edit. */
  readonly isAutoRun: boolean
  /** Where to resume. */
  readonly lastStep: StepId | null
  /** The last run had to be killed, so nothing starts by itself. */
  readonly wasRunKilled: boolean
  readonly theme: 'system' | 'light' | 'dark'
  /** How fast time passes in runs. */
  readonly speed: ClockSpeed
  /** Sizes of split panes by their names; without a prototype. */
  readonly panes: { readonly [name: string]: number }
}

export const defaultSettings: Settings = Object.freeze({
  isAutoRun: true,
  lastStep: null,
  wasRunKilled: false,
  theme: 'system',
  speed: 1,
  panes: panesOf([]),
})

/** `settings` with those of `changes` that are settings; the rest is ignored. */
export function mergeSettings(settings: Settings, changes: Partial<Settings>): Settings {
  const { isAutoRun, lastStep, wasRunKilled, theme, speed, panes } = changes
  return Object.freeze({
    isAutoRun: isAutoRun ?? settings.isAutoRun,
    lastStep: lastStep === undefined ? settings.lastStep : lastStep,
    wasRunKilled: wasRunKilled ?? settings.wasRunKilled,
    theme: theme ?? settings.theme,
    speed: speed ?? settings.speed,
    panes: panes ? panesOf(Object.entries(panes)) : settings.panes,
  })
}

/** A stored record as settings, or null if a field has the wrong shape. A field it does not have yet gets its default. */
export function readSettings(value: unknown): Settings | null {
  if (!isRecord(value)) return null
  const { isAutoRun, lastStep, wasRunKilled, theme, speed, panes } = { ...defaultSettings, ...value }
  if (typeof isAutoRun !== 'boolean' || typeof wasRunKilled !== 'boolean') return null
  if (lastStep !== null && !isStepId(lastStep)) return null
  if (!isTheme(theme) || !isSpeed(speed) || !isPanes(panes)) return null
  return mergeSettings(defaultSettings, { isAutoRun, lastStep, wasRunKilled, theme, speed, panes })
}

export function isSameSettings(one: Settings, other: Settings): boolean {
  const panes = Object.keys(one.panes)
  return (
    one.isAutoRun === other.isAutoRun &&
    one.lastStep === other.lastStep &&
    one.wasRunKilled === other.wasRunKilled &&
    one.theme === other.theme &&
    one.speed === other.speed &&
    panes.length === Object.keys(other.panes).length &&
    panes.every((name) => one.panes[name] === other.panes[name])
  )
}

function panesOf(entries: readonly (readonly [string, number])[]): Settings['panes'] {
  const panes: { [name: string]: number } = Object.create(null)
  for (const [name, size] of entries) {
    // A size that was computed from nothing must not make the settings unreadable.
    if (Number.isFinite(size)) panes[name] = size
  }
  return Object.freeze(panes)
}

function isTheme(value: unknown): value is Settings['theme'] {
  return value === 'system' || value === 'light' || value === 'dark'
}

function isSpeed(value: unknown): value is ClockSpeed {
  return value === 1 || value === 5 || value === 20 || value === 'fast'
}

function isPanes(value: unknown): value is Settings['panes'] {
  return isRecord(value) && Object.values(value).every((size) => Number.isFinite(size))
}
