import clientsUrl from '../runtime/clients.ts?bundle-url&node'
import servicesUrl from './services-worker.ts?bundle-url&redis'
import worldUrl from './world-worker.ts?bundle-url'

/** How the sandbox gets the scripts that are large, and needed by some programs only. Each is asked for once, if it comes. */
export interface SandboxScripts {
  /** Runs tests. */
  checker(): Promise<string>
  /** The learner's worker for programs that live in a world, and for their threads. */
  world(): Promise<string>
  /** ioredis, in the learner's workers and the checker's. */
  clients(): Promise<string>
  /** Redis itself. */
  services(): Promise<string>
}

/**
 * The scripts as they lie beside the page.
 *
 *     new Sandbox(host, pageScripts(loadCheckerScript))
 */
export function pageScripts(checker: () => Promise<string>): SandboxScripts {
  return {
    checker,
    world: () => load(worldUrl, 'The part that keeps time and starts threads'),
    clients: () => load(clientsUrl, 'The part that connects to Redis'),
    services: () => load(servicesUrl, 'The part that is Redis'),
  }
}

/** @throws Error with a sentence for the learner */
async function load(url: string, what: string): Promise<string> {
  const response = await fetch(url).catch(() => null)
  if (!response?.ok) throw new Error(`${what} could not be downloaded. Check your connection and try again.`)
  return await response.text()
}
