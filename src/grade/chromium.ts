import puppeteer, { type Browser } from 'puppeteer-core'
import { chromiumLaunch } from '../tools/browsers.ts'

/** A program that takes memory without end is ended at this, in MiB, before the machine feels it. */
const mostHeapMiB = 384

/** There is no Chromium to grade with. */
export class NoBrowserError extends Error {
  override readonly name = 'NoBrowserError'
}

/**
 * A headless Chromium without a network, but for the hosts that are named. Sandboxed frames get processes of their own, which puppeteer's defaults switch
 * off: a submission that takes all memory must not take the page with it.
 * @throws NoBrowserError
 */
export async function launchChromium(hosts: readonly string[] = []): Promise<Browser> {
  const { executablePath, args } = chromiumLaunch()
  if (!executablePath) {
    throw new NoBrowserError(
      'No Chromium was found. Install one (Debian: apt-get install chromium), or set CHROMIUM to its path.',
    )
  }
  const defaults = puppeteer
    .defaultArgs({ headless: true })
    .map((argument) => argument.replace(/,?IsolateSandboxedIframes/, ''))
  const rules = ['MAP * ~NOTFOUND', ...hosts.map((host) => `EXCLUDE ${host}`)].join(', ')
  const own = [`--host-resolver-rules=${rules}`, `--js-flags=--max-old-space-size=${mostHeapMiB}`]
  try {
    return await puppeteer.launch({
      executablePath,
      ignoreDefaultArgs: true,
      args: [...defaults, ...args, ...own],
    })
  } catch (cause) {
    throw new NoBrowserError(`${executablePath} could not be started.`, { cause })
  }
}
