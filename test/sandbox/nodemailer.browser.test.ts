import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { compileProgram } from '../../src/compiler/compile.ts'
import { builtinModules } from '../../src/runtime/builtins.ts'
import type { Run } from '../../src/sandbox/run.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { ServicesLink } from '../../src/sandbox/services-link.ts'
import { smtpPorts } from '../../src/services/ports.ts'
import type { Mail } from '../../src/services/smtp/observer.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import { mailScenarios, type MailServerKind, type ReceivedMail } from '../services/smtp/nodemailer-suite.ts'
import suite from '../services/smtp/nodemailer-suite.ts?raw'
import { plans } from '../services/smtp/server-kinds.ts'
import { lineOf } from './runs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'

let sandbox: Sandbox
let run: Run | undefined

beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
})
afterEach(async () => {
  run?.stop()
  await run?.done
})
afterAll(() => sandbox.dispose())

/** What a scenario wants of the mail server it talks to. */
type Question =
  | { readonly ask: 'serve'; readonly kind: MailServerKind }
  | { readonly ask: 'mails' }
  | { readonly ask: 'connections' }

/**
 * The suite itself as a learner's program: its app runs a scenario. What that wants of its world the program prints, and
 * is answered by another request.
 */
const exercise = `import { createTransport } from 'nodemailer'
import { mailScenarios } from './nodemailer-suite'

let answered: (value: any) => void
const ask = (question: object) => new Promise<any>((resolve) => {
  answered = resolve
  console.log(JSON.stringify(question))
})
const world = {
  createTransport,
  host: 'localhost',
  serve: async (kind: string) => ({
    port: await ask({ ask: 'serve', kind }),
    mails: () => ask({ ask: 'mails' }),
    connections: () => ask({ ask: 'connections' }),
  }),
}
export const app = {
  async fetch(request: Request) {
    if (request.method === 'GET') {
      const name = new URL(request.url).searchParams.get('scenario')
      return Response.json(await mailScenarios.find((one) => one.name === name)!.run(world))
    }
    answered(await request.json())
    return new Response()
  },
}`

function program(): RunProgram {
  const files = [
    { name: 'exercise.ts', text: exercise },
    { name: 'nodemailer-suite.ts', text: suite },
  ]
  const outcome = compileProgram({ files, entry: 'exercise.ts', target: 'module', builtins: builtinModules })
  if (outcome.kind === 'refused') throw new Error(outcome.diagnostics[0]?.message)
  return { modules: outcome.modules, entry: 'exercise.ts' }
}

/** The mail server of the page's world, as the scenarios see it. */
class PageMail {
  readonly #services: ServicesLink
  readonly #port: number
  readonly #mails = new Map<number, Mail>()
  readonly #sessions = new Set<number>()

  constructor(services: ServicesLink, port: number) {
    this.#services = services
    this.#port = port
    services.listen({
      onMail: (mails) => {
        for (const mail of mails) this.#mails.set(mail.id, mail)
      },
      onDialogue: (sessions) => {
        for (const { id } of sessions) this.#sessions.add(id)
      },
    })
  }

  async answer(question: Question): Promise<unknown> {
    if (question.ask === 'serve') this.#services.setFaults({ seed: 1, rules: plans[question.kind] })
    else this.#services.watchMail()
    // What the server was asked before, it has done by the time it answers this.
    await this.#services.prompt('PING')
    switch (question.ask) {
      case 'serve':
        return question.kind === 'refused' ? 1026 : this.#port
      case 'mails':
        return [...this.#mails.values()].map(({ from, to, source }): ReceivedMail => ({
          from,
          to,
          source: new TextDecoder().decode(source),
        }))
      case 'connections':
        return this.#sessions.size
      default:
        return question satisfies never
    }
  }
}

/** Runs one scenario in a world of its own; resolves to what it came to. */
async function outcomeOf(scenario: string, port: number): Promise<unknown> {
  let mail: PageMail | undefined
  const started = sandbox.run(program(), {
    onConsole: (entries) => {
      for (const entry of entries) {
        const question = JSON.parse(lineOf(entry)) as Question
        void mail
          ?.answer(question)
          .then((answer) => request({ method: 'POST', path: '/', body: JSON.stringify(answer) }))
      }
    },
    onServices: (services) => {
      mail = services ? new PageMail(services, port) : undefined
    },
  })
  run = started
  const request = ({ method, path, body }: { method: string; path: string; body: string | null }) =>
    started.request({ method, path, body, contentType: body === null ? null : 'application/json' })
  const path = `/?scenario=${encodeURIComponent(scenario)}`
  const { body, error } = await request({ method: 'GET', path, body: null })
  if (error) throw new Error(error.message)
  return JSON.parse(body) as unknown
}

/** As it arrives from the program: what is undefined is not there. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

// The same file that holds our sink against smtp-server in Node: what a learner sees of nodemailer is the same in the page.
describe('nodemailer in the page', () => {
  test.for(mailScenarios.map((scenario, index) => ({ ...scenario, index })))(
    '$name',
    { timeout: 20_000 },
    async ({ name, expected, index }) => {
      const port = smtpPorts[index % smtpPorts.length] ?? 0
      expect(await outcomeOf(name, port)).toEqual(asJson(expected))
    },
  )
})
