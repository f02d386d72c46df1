import { prepareCheck, type StepTests } from '../checker/prepare-check.ts'
import { compileProgram } from '../compiler/compile.ts'
import { builtinModules } from '../runtime/builtins.ts'
import { Sandbox } from '../sandbox/sandbox.ts'
import type { SandboxScript } from '../sandbox/scripts.ts'
import type { CheckReport } from '../wire/outcome.ts'

/** What the grader in Node hands to this page for one submission. */
export interface JudgeRequest {
  readonly text: string
  readonly step: StepTests
  readonly timeLimitMs: number
}

/** The scripts that the sandbox asks for. */
export type SandboxScriptTexts = { readonly [name in SandboxScript]: string }

/** What this page offers to the grader in Node. */
export interface JudgePage {
  /** Takes the sandbox's scripts and starts warming. */
  open(scripts: SandboxScriptTexts): void
  judge(request: JudgeRequest): Promise<CheckReport>
}

let sandbox: Sandbox | undefined

// Called from Node through the browser's debugging protocol; see judge.ts.
const page: JudgePage = {
  open(scripts) {
    sandbox = new Sandbox(document.body, (name) => Promise.resolve(scripts[name]))
    sandbox.warmChecker()
  },
  async judge({ text, step, timeLimitMs }) {
    if (!sandbox) throw new Error('judge() was called before open()')
    const options = { compile: compileProgram, builtins: builtinModules, timeLimitMs }
    const prepared = await prepareCheck(text, step, options)
    if (prepared.kind === 'judged') return prepared.report
    return await sandbox.check(prepared.job).done
  },
}
Object.assign(globalThis, { mailroomJudge: page })
