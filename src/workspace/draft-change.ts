import type { StepId } from '../course/lesson.ts'
import type { Draft } from './draft.ts'

/** Another tab saved a step, and its text is now the stored one. */
export class DraftChange extends Event {
  static readonly type = 'draft-change'
  readonly step: StepId
  readonly draft: Draft

  constructor(draft: Draft) {
    super(DraftChange.type)
    this.step = draft.step
    this.draft = draft
  }
}
