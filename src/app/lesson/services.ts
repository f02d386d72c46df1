import { loadCheckerScript } from '../../checker/checker-script.ts'
import { CompilerClient } from '../../compiler/compiler-client.ts'
import { LanguageClient } from '../../compiler/language-client.ts'
import { Sandbox } from '../../sandbox/sandbox.ts'
import { pageScripts } from '../../sandbox/scripts.ts'
import type { StepCompiler, StepSandbox } from '../session/step-services.ts'

/** What compiles, runs and explains the code of all steps. */
export interface PageServices {
  readonly compiler: StepCompiler
  readonly sandbox: StepSandbox
  readonly language: LanguageClient
  dispose(): void
}

/**
 * The real ones; `host` is an element of the page, for the sandbox's frame. A compiler that the page has started already
 * is used and left to it.
 */
export function startServices(host: HTMLElement, started: StepCompiler | null): PageServices {
  let own: CompilerClient | null = null
  const compiler = started ?? (own = new CompilerClient())
  const sandbox = new Sandbox(host, pageScripts(loadCheckerScript))
  const language = new LanguageClient()
  return {
    compiler,
    sandbox,
    language,
    dispose: () => {
      own?.dispose()
      sandbox.dispose()
      language.dispose()
    },
  }
}
