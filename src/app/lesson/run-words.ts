import type { StepSnapshot } from '../session/step-snapshot.ts'

/** One sentence about the run, beside what it printed. */
export function statusOf(snapshot: StepSnapshot): string {
  const { run, diagnostics, isOutputStale, isHeld } = snapshot
  const first = diagnostics[0]
  if (first) {
    const where = first.file === 'exercise.ts' ? `line ${first.line}` : `${first.file}, line ${first.line}`
    return `Does not compile yet (${where}).${isOutputStale ? ' Below is what an earlier version printed.' : ''}`
  }
  if (isHeld)
    return 'Not run by itself: the types are wrong somewhere, see Problems. Run runs it all the same.'
  switch (run.kind) {
    case 'running':
      return 'Running…'
    case 'waiting':
      return 'main() is done; something it began is still at work.'
    case 'serving':
      return 'Your app waits for requests: ask it in the tab Web.'
    case 'failed':
      return `Could not compile just now: ${run.message}. Press Run to try again.`
    case 'ended':
      return isOutputStale ? 'Printed by an earlier version of your code.' : endOf(snapshot)
    default:
      return isOutputStale ? 'Printed by an earlier version of your code.' : ''
  }
}

/** Whether that sentence is about something to put right. */
export function hasTrouble({ run, diagnostics, isOutputStale, isHeld }: StepSnapshot): boolean {
  if (diagnostics.length > 0 || isHeld || run.kind === 'failed') return true
  if (run.kind !== 'ended' || isOutputStale) return false
  return run.outcome.kind === 'threw' || (run.outcome.kind === 'stopped' && run.outcome.reason !== 'user')
}

/** What an empty console says: why it is empty, and what to do. */
export function emptyConsoleText({ run, diagnostics, wasRunKilled }: StepSnapshot): string {
  if (diagnostics.length > 0)
    return 'Your code does not compile yet, so it did not run. The tab Problems tells where.'
  if (run.kind === 'ended' && run.outcome.kind === 'finished') {
    return 'Your code ran to its end and printed nothing. What you give to console.log shows up here.'
  }
  if (run.kind === 'idle' && wasRunKilled) {
    return 'The last run had to be stopped, so nothing starts by itself. Press Run when you are ready.'
  }
  if (run.kind === 'ended' || run.kind === 'failed') return 'Nothing was printed.'
  return run.kind === 'idle' ? 'Press Run: what your code prints with console.log shows up here.' : ''
}

function endOf({ run, wasRunKilled }: StepSnapshot): string {
  if (run.kind !== 'ended') return ''
  const { outcome } = run
  switch (outcome.kind) {
    case 'finished':
      return `Finished in ${durationOf(outcome.ms)}.`
    case 'threw':
      return `Ended by an error after ${durationOf(outcome.ms)}.`
    case 'stopped':
      return wasRunKilled && outcome.reason !== 'user'
        ? `${outcome.message} Change your code, then press Run; it does not run as you type until a run ends well.`
        : outcome.message
    default:
      return outcome satisfies never
  }
}

function durationOf(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`
}
