import type { Browser, BrowserContext, Page } from 'puppeteer-core'
import type { CheckReport } from '../wire/outcome.ts'
import { wholeLimitMs } from '../sandbox/check-limit.ts'
import type { JudgePage, JudgeRequest } from './judge-page.ts'

/** Nothing listens there: the page comes from this process, and everything else is refused. */
const address = 'http://mailroom.invalid/'
/** A page that is silent for so long beyond a check's own limit is given up. */
const graceMs = 25_000

/**
 * One page of the browser, in a context and so in processes of its own, that judges one submission after another. A page
 * that breaks is replaced; the submission that broke it is the only one that hears of it.
 */
export class Judge {
  readonly #browser: Browser
  readonly #script: string
  #open: Promise<{ context: BrowserContext; page: Page }> | undefined

  /** `script`: see judge-script.ts. */
  constructor(browser: Browser, script: string) {
    this.#browser = browser
    this.#script = script
  }

  /** Opens the page ahead of its first use. */
  async warm(): Promise<void> {
    await this.#page()
  }

  /** Never rejects for what a submission does; rejects if the browser itself is gone. */
  async judge(request: JudgeRequest): Promise<CheckReport> {
    const page = await this.#page()
    const end = new AbortController()
    try {
      const answer = page.evaluate(async (given: JudgeRequest) => {
        const { mailroomJudge } = globalThis as unknown as { mailroomJudge: JudgePage }
        return await mailroomJudge.judge(given)
      }, request)
      const report = await Promise.race([answer, lost(page, request.timeLimitMs, end.signal)])
      if (report.kind === 'crashed' && (report.reason === 'memory' || report.reason === 'checker'))
        await this.close()
      return report
    } catch (error) {
      await this.close()
      if (!this.#browser.connected) throw error
      return brokenPage(`The page that judged it broke down: ${String(error)}`)
    } finally {
      end.abort()
    }
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = undefined
    if (this.#browser.connected) await open?.then(({ context }) => context.close()).catch(() => undefined)
  }

  async #page(): Promise<Page> {
    this.#open ??= this.#openPage()
    return (await this.#open).page
  }

  async #openPage(): Promise<{ context: BrowserContext; page: Page }> {
    const context = await this.#browser.createBrowserContext()
    const page = await context.newPage()
    await page.setRequestInterception(true)
    page.on('request', (request) => {
      if (request.url() === address)
        void request.respond({ contentType: 'text/html', body: '<!doctype html>' })
      else void request.abort()
    })
    await page.goto(address)
    await page.addScriptTag({ content: this.#script })
    return { context, page }
  }
}

/** Resolves when nothing can be expected of the page any more. */
function lost(page: Page, timeLimitMs: number, signal: AbortSignal): Promise<CheckReport> {
  const limitMs = wholeLimitMs(timeLimitMs)
  return new Promise((resolve) => {
    const broken = (): void => resolve(brokenPage('The page that judged it broke down.'))
    const timer = setTimeout(() => resolve({ kind: 'timed-out', limitMs, test: null }), limitMs + graceMs)
    page.once('error', broken)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      page.off('error', broken)
    })
  })
}

function brokenPage(message: string): CheckReport {
  return { kind: 'crashed', reason: 'memory', error: { name: 'Error', message, frames: [] } }
}
