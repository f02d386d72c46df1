import fetchUrl from './fetch-script.ts?bundle-url'
import inboxUrl from '../runtime/inbox-script.ts?bundle-url'
import honoUrl from '../runtime/hono-script.ts?bundle-url'
import recorderUrl from './recorder-script.ts?bundle-url'
import ioredisUrl from '../runtime/ioredis-script.ts?bundle-url&client'
import nodeUrl from '../runtime/node-script.ts?bundle-url&node'
import nodemailerUrl from '../runtime/nodemailer-script.ts?bundle-url&client'
import servicesUrl from './services-worker.ts?bundle-url&redis'
import worldUrl from './world-worker.ts?bundle-url'

/** Where the scripts lie that are large, and needed by some programs only. */
const urls = {
  /** The learner's worker for programs that live in a world, and for their threads. */
  world: worldUrl,
  /** Redis and the mail server themselves. */
  services: servicesUrl,
  // What programs import, in the learner's workers and the checker's; the second and the third share the first.
  node: nodeUrl,
  ioredis: ioredisUrl,
  nodemailer: nodemailerUrl,
  hono: honoUrl,
  /** `fetch`, and the example web that it reaches. */
  fetch: fetchUrl,
  /** Takes down what statements tell, for programs that are recorded line by line. */
  recorder: recorderUrl,
  /** What the tests of a step read the mail server's messages with. */
  inbox: inboxUrl,
}

export type SandboxScript = keyof typeof urls | 'checker'

/** How the sandbox gets such a script; it asks for each once, if it comes. Rejects with a sentence for the learner. */
export type SandboxScripts = (name: SandboxScript) => Promise<string>

/**
 * The scripts as they lie beside the page.
 *
 *     new Sandbox(host, pageScripts(loadCheckerScript))
 */
export function pageScripts(checker: () => Promise<string>): SandboxScripts {
  return async (name) => {
    if (name === 'checker') return checker()
    const response = await fetch(urls[name]).catch(() => null)
    if (!response?.ok)
      throw new Error(
        `A part that the program needs (${name}) could not be downloaded. Check your connection and try again.`,
      )
    return await response.text()
  }
}
