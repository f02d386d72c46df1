import type { Diagnostic } from '../../wire/program.ts'

/** The learner changed the text. */
export class TextChange extends Event {
  static readonly type = 'text-change'
  readonly text: string

  constructor(text: string) {
    super(TextChange.type, { bubbles: true, composed: true })
    this.text = text
  }
}

/** The type checker has looked at the newest text of the file that is shown. */
export class ProblemsChange extends Event {
  static readonly type = 'problems-change'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(ProblemsChange.type, { bubbles: true, composed: true })
    this.diagnostics = diagnostics
  }
}
