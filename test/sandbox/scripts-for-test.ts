import { pageScripts, type SandboxScripts } from '../../src/sandbox/scripts.ts'

/** The real scripts, but for the checker's. */
export const scriptsWithoutChecker: SandboxScripts = pageScripts(() =>
  Promise.reject(new Error('no checks here')),
)
