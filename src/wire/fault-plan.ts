/**
 * Where a session can fail: when it is opened, at EHLO or HELO, at AUTH, MAIL and RCPT, at DATA (there `drop` and `close`
 * come in the midst of the content), and when the message is whole, which is then not taken.
 */
export type FaultStage = 'connect' | 'greeting' | 'auth' | 'mail' | 'rcpt' | 'data' | 'message'

export interface FaultRule {
  readonly stage: FaultStage
  /** From 0 (never) to 1 (always). */
  readonly probability: number
  /** An answer's code, 400–599; or none: the connection is reset, closed in good order, or never answered again. */
  readonly code: number | 'drop' | 'close' | 'silence'
}

/** Faults as if by chance. With the same seed the nth command of a kind meets the same fate in every run. */
export interface FaultPlan {
  readonly seed: number
  /** Of several for one stage the first that strikes counts. */
  readonly rules: readonly FaultRule[]
}
