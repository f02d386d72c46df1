import type { FaultPlan } from '../../../src/wire/fault-plan.ts'
import type { MailServerKind } from './nodemailer-suite.ts'

/** How our sink comes to be of a kind. One that is refused does not listen at all. */
export const plans: { readonly [kind in MailServerKind]: FaultPlan['rules'] } = {
  ordinary: [],
  silent: [{ stage: 'connect', code: 'silence', probability: 1 }],
  'closes at once': [{ stage: 'connect', code: 'close', probability: 1 }],
  'closes in the content': [{ stage: 'data', code: 'close', probability: 1 }],
  refused: [],
}
