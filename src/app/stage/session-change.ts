import type { StepSession } from '../session/step-session.ts'
import { SnapshotChange, type StepSnapshot } from '../session/step-snapshot.ts'

/** Resolves once the session's snapshot is so. */
export function whenSession(session: StepSession, isSo: (snapshot: StepSnapshot) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo(session.snapshot)) return
      session.removeEventListener(SnapshotChange.type, look)
      resolve()
    }
    session.addEventListener(SnapshotChange.type, look)
    look()
  })
}
