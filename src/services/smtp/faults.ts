import type { FaultPlan, FaultRule, FaultStage } from '../../wire/fault-plan.ts'
import { randomFrom } from './random.ts'
import { closing, reply, serverName, type Outcome } from './replies.ts'

/** Decides about each stage that a session reaches. */
export class Faults {
  readonly #rules: readonly (FaultRule & { random(): number })[]

  /** @throws RangeError that names the rule and the bad value */
  constructor({ seed, rules }: FaultPlan) {
    for (const rule of rules) checkRule(rule)
    // A generator for each: what happens at one stage does not move the others.
    this.#rules = rules.map((rule, index) => ({ ...rule, random: randomFrom(seed + index * 0x9e3779b9) }))
  }

  fateAt(stage: FaultStage): Outcome | null {
    // Every rule draws, so that its nth number belongs to the nth time whatever the others did.
    const struck = this.#rules.filter((rule) => rule.stage === stage && rule.random() < rule.probability)
    return struck[0] ? outcomeOf(struck[0]) : null
  }
}

function checkRule({ probability, code, stage }: FaultRule): void {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`The fault at ${stage} has the probability ${probability}, expected 0 to 1`)
  if (typeof code === 'number' && !(Number.isInteger(code) && code >= 400 && code <= 599))
    throw new RangeError(`The fault at ${stage} has the code ${code}, expected 400 to 599`)
}

const details: { readonly [code: number]: string } = {
  450: '2.1',
  451: '3.0',
  452: '3.1',
  454: '7.0',
  500: '5.2',
  501: '5.4',
  502: '5.1',
  503: '5.1',
  504: '5.4',
  530: '7.0',
  535: '7.8',
  550: '7.1',
  552: '2.2',
  553: '1.3',
}

function outcomeOf({ code, stage }: FaultRule): Outcome {
  if (typeof code === 'string') return code
  const words = 'A fault that was asked for'
  const hasNoStatus = stage === 'connect' || stage === 'greeting'
  if (code === 421) return hasNoStatus ? reply(421, null, `${serverName} ${words}`) : closing('4.3.2', words)
  const status = `${Math.floor(code / 100)}.${details[code] ?? '0.0'}`
  return reply(code, hasNoStatus ? null : status, hasNoStatus ? `${serverName} ${words}` : words)
}
