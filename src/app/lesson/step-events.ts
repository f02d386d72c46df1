import type { StepId } from '../../course/lesson.ts'
import type { Followable } from '../stage/task/follow-on-stage.ts'

/** What a learner can ask of the step page from anywhere in it. */
export type StepActionName =
  | 'run'
  | 'stop'
  | 'check'
  | 'toggle-auto-run'
  | 'go-live'
  | 'reset'
  | 'open-history'
  | 'undo-replace'
  | 'dismiss-replaced'
  | 'take-theirs'
  | 'keep-mine'
  | 'show-hint'
  | 'open-solution'
  | 'take-solution'
  | 'close-dialog'

/** A button of the step page was pressed. */
export class StepAction extends Event {
  static readonly type = 'step-action'
  readonly name: StepActionName
  constructor(name: StepActionName) {
    super(StepAction.type, { bubbles: true, composed: true })
    this.name = name
  }
}

/** A listener for a button: `@click=${asks('run')}`. */
export function asks(name: StepActionName): (event: Event) => void {
  return (event) => void event.currentTarget?.dispatchEvent(new StepAction(name))
}

/**
 * What can be shown on the stage: how a test failed, a moment that the lesson speaks of, as it writes it, or the way of
 * a mail or of an item.
 */
export type ShownOnStage = { readonly test: string } | { readonly moment: string } | Followable

/** Somebody wants to see something happen. */
export class StageShow extends Event {
  static readonly type = 'stage-show'
  readonly what: ShownOnStage
  constructor(what: ShownOnStage) {
    super(StageShow.type, { bubbles: true, composed: true })
    this.what = what
  }
}

/** On to another step. */
export class StepNavigate extends Event {
  static readonly type = 'step-navigate'
  readonly id: StepId
  constructor(id: StepId) {
    super(StepNavigate.type, { bubbles: true, composed: true })
    this.id = id
  }
}

/** A listener for a link to a step: a plain click moves on within the page, the browser's own clicks stay its own. */
export function navigatesTo(id: StepId): (event: MouseEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    event.currentTarget?.dispatchEvent(new StepNavigate(id))
  }
}

/** A text of the step's history shall be its text again. */
export class EntryRestore extends Event {
  static readonly type = 'entry-restore'
  readonly text: string
  constructor(text: string) {
    super(EntryRestore.type, { bubbles: true, composed: true })
    this.text = text
  }
}
