import type { FaultPlan, FaultRule, FaultStage } from '../../wire/fault-plan.ts'

/** What goes wrong, as chosen in the panel; off, it is kept for the next time. */
export interface FaultChoice {
  readonly isOn: boolean
  readonly plan: FaultPlan
}

interface StageWords {
  readonly name: string
  readonly codes: readonly FaultRule['code'][]
}

export const stages: { readonly [S in FaultStage]: StageWords } = {
  connect: { name: 'Connecting', codes: [421, 554, 'drop', 'close', 'silence'] },
  greeting: { name: 'Greeting (EHLO)', codes: [421, 'drop', 'close', 'silence'] },
  auth: { name: 'Login (AUTH)', codes: [454, 535, 421, 'drop', 'close', 'silence'] },
  mail: { name: 'Sender (MAIL FROM)', codes: [451, 452, 550, 421, 'drop', 'close', 'silence'] },
  rcpt: { name: 'Recipient (RCPT TO)', codes: [450, 451, 452, 550, 421, 'drop', 'close', 'silence'] },
  data: { name: 'The message (DATA)', codes: [451, 554, 421, 'drop', 'close', 'silence'] },
  message: { name: 'After its last line', codes: [451, 452, 554, 421, 'drop', 'close', 'silence'] },
}

const codeWords: { readonly [code: string]: string } = {
  421: 'try later, and goodbye',
  450: 'mailbox busy',
  451: 'trouble, try later',
  452: 'no room just now',
  454: 'no logins just now',
  535: 'wrong password',
  550: 'no such mailbox',
  554: 'refused for good',
}

/** What happens, in words: `451 trouble, try later`. */
export function codeText(code: FaultRule['code']): string {
  switch (code) {
    case 'drop':
      return 'the connection breaks'
    case 'close':
      return 'the server hangs up'
    case 'silence':
      return 'no answer any more'
    default:
      return `${code} ${codeWords[code] ?? ''}`.trim()
  }
}

/** How often, in per cent. */
export const chances: readonly number[] = [0, 5, 10, 25, 50, 100]

const stageNames = Object.keys(stages) as FaultStage[]

/** Off; once on, one in four recipients is put off, as greylisting does. */
export const noFaults: FaultChoice = {
  isOn: false,
  plan: {
    seed: 1,
    rules: stageNames.map((stage) => ({
      stage,
      probability: stage === 'rcpt' ? 0.25 : 0,
      code: stage === 'rcpt' ? 451 : (stages[stage].codes[0] ?? 'drop'),
    })),
  },
}

/** What the sink is told: null while nothing shall go wrong. */
export function planOf({ isOn, plan }: FaultChoice): FaultPlan | null {
  const rules = plan.rules.filter(({ probability }) => probability > 0)
  return isOn && rules.length > 0 ? { ...plan, rules } : null
}

export function withRule(choice: FaultChoice, stage: FaultStage, change: Partial<FaultRule>): FaultChoice {
  const rules = choice.plan.rules.map((rule) => (rule.stage === stage ? { ...rule, ...change } : rule))
  return { ...choice, plan: { ...choice.plan, rules } }
}
