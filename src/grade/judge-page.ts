import { loadCheckerScript } from '../checker/checker-script.ts'
import { prepareCheck, type StepTests } from '../checker/prepare-check.ts'
import { compileProgram } from '../compiler/compile.ts'
import { builtinModules } from '../runtime/builtins.ts'
import { Sandbox } from '../sandbox/sandbox.ts'
import { pageScripts } from '../sandbox/scripts.ts'
import type { CheckReport } from '../wire/outcome.ts'

/** What the grader in Node hands to this page for one submission. */
export interface JudgeRequest {
  readonly text: string
  readonly step: StepTests
  readonly timeLimitMs: number
}

/** What this page offers to the grader in Node. */
export interface JudgePage {
  judge(request: JudgeRequest): Promise<CheckReport>
}

const sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
sandbox.warmChecker()

// Called from Node through the browser's debugging protocol; see judge.ts.
const page: JudgePage = {
  async judge({ text, step, timeLimitMs }) {
    const options = { compile: compileProgram, builtins: builtinModules, timeLimitMs }
    const prepared = await prepareCheck(text, step, options)
    if (prepared.kind === 'judged') return prepared.report
    return await sandbox.check(prepared.job).done
  },
}
Object.assign(globalThis, { mailroomJudge: page })
