import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import {
  forEachDiagnostic,
  lintGutter,
  linter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
} from '@codemirror/lint'
import { search, searchKeymap } from '@codemirror/search'
import type { EditorState, Extension, TransactionSpec } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, type Command } from '@codemirror/view'
import type { CompletionOption, Completions, HoverInfo } from '../../compiler/language-client.ts'
import type { Diagnostic } from '../../wire/program.ts'
import { closeTips, cursorTip, signature, tellAt } from './cursor-tip.ts'
import { editorHelpTheme } from './editor-help-theme.ts'
import { rangeOf } from './positions.ts'

/** What the type checker can be asked about the file that is shown, as it stands now. */
export interface LanguageQuestions {
  hover(offset: number): Promise<HoverInfo | null>
  complete(offset: number): Promise<Completions | null>
}

const searchKeys = ['Mod-f', 'F3', 'Mod-g', 'Escape']

/**
 * All that helps while typing but is not needed to type: completions, signatures, squiggles, closing brackets, search.
 * It is the editor's one lazy chunk.
 */
export function editorHelp(questions: LanguageQuestions): Extension {
  return [
    editorHelpTheme,
    linter(null),
    lintGutter(),
    cursorTip,
    closeBrackets(),
    search({ top: true }),
    autocompletion({ override: [(context) => complete(context, questions)], icons: false }),
    hoverTooltip(async (_view, offset) => {
      const info = await questions.hover(offset)
      return (
        info && { pos: info.from, end: info.to, above: true, create: () => ({ dom: signature(info.text) }) }
      )
    }),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap.filter(({ key }) => searchKeys.includes(key ?? '')),
      {
        key: 'F8',
        run: thenAnnounce(nextDiagnostic),
        shift: thenAnnounce(previousDiagnostic),
        preventDefault: true,
      },
      { key: 'F2', run: (view) => tellAboutCursor(view, questions), preventDefault: true },
      { key: 'Escape', run: closeTips },
    ]),
  ]
}

/** Squiggles for the problems, in place of those that were there. */
export function drawProblems(state: EditorState, problems: readonly Diagnostic[]): TransactionSpec {
  return setDiagnostics(
    state,
    problems.map((problem) => ({
      ...rangeOf(state.doc, problem),
      severity: problem.severity,
      message: problem.message,
    })),
  )
}

async function complete(
  context: CompletionContext,
  questions: LanguageQuestions,
): Promise<CompletionResult | null> {
  // A list that pops up at every letter gets in the way: after a dot it helps most.
  const isWanted = context.explicit || context.matchBefore(/\.[\w$]*|[A-Za-z_$][\w$]+/) !== null
  const found = isWanted ? await questions.complete(context.pos) : null
  if (!found) return null
  return { from: found.from, options: found.options.map(toCompletion), validFor: /^[\w$]*$/ }
}

function toCompletion({ label, kind, rank }: CompletionOption): Completion {
  return { label, detail: kind, boost: -Math.min(rank, 99) }
}

/** Moves with the command and says the problems there aloud: their tooltip is not read by itself. */
function thenAnnounce(move: Command): Command {
  return (view) => {
    if (!move(view)) return true
    const messages = problemsAt(view.state)
    const { number } = view.state.doc.lineAt(view.state.selection.main.from)
    if (messages.length > 0)
      view.dispatch({ effects: EditorView.announce.of(`Line ${number}: ${messages.join(' ')}`) })
    return true
  }
}

function problemsAt(state: EditorState): string[] {
  const { from, to } = state.selection.main
  const messages: string[] = []
  forEachDiagnostic(state, (problem, start, end) => {
    if (start <= to && end >= from) messages.push(problem.message)
  })
  return messages
}

/** The keyboard's way to what the mouse gets by hovering. */
function tellAboutCursor(view: EditorView, questions: LanguageQuestions): boolean {
  const { state } = view
  const offset = state.selection.main.head
  void questions.hover(offset).then((info) => {
    if (view.state.doc !== state.doc || view.state.selection.main.head !== offset) return
    const told = [...(info ? [info.text] : []), ...problemsAt(view.state)]
    tellAt(view, info?.from ?? offset, told.join('\n') || 'Nothing is known about what stands here.')
  })
  return true
}
