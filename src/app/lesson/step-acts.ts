import type { StepSession } from '../session/step-session.ts'
import type { StepActionName } from './step-events.ts'

/** What is asked of the step itself, and needs nothing of its page. */
type SessionAct = Exclude<
  StepActionName,
  'run' | 'go-live' | 'open-history' | 'open-solution' | 'close-dialog'
>

export function actOn(session: StepSession, name: SessionAct): void {
  switch (name) {
    case 'stop':
      return session.stop()
    case 'check':
      return session.check()
    case 'toggle-auto-run':
      return session.setAutoRun(!session.snapshot.isAutoRun)
    case 'reset':
      return session.reset()
    case 'take-solution':
      return session.takeSolution()
    case 'undo-replace':
      return session.undoReplace()
    case 'dismiss-replaced':
      return session.dismissReplaced()
    case 'take-theirs':
      return session.takeTheirs()
    case 'keep-mine':
      return session.keepMine()
    case 'show-hint':
      return session.showHint()
    default:
      return name satisfies never
  }
}
