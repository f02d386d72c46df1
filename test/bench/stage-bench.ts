import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import { toJsonl } from '../../src/trace/jsonl.ts'
import { TraceLog } from '../../src/trace/log.ts'
import { longRun } from '../app/stage/recordings.ts'
import { openStep, recordingTool } from '../e2e/visit.ts'
import { newPage } from './page-bench.ts'
import { figure, type Figure } from './statistics.ts'

const events = 100_000
const lanes = 12
const rounds = 60

/** The stage with a recording of 100,000 events in view, opened from a file. */
export async function benchStage(url: string): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mailroom-bench-'))
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const path = join(folder, 'long.jsonl')
    writeFileSync(path, longRecording())
    const page = await newPage(browser)
    await openStep(page, url, '01-lists/01-queue')
    await page.getByRole('tab', { name: 'Stage' }).click()
    const chooser = page.waitForEvent('filechooser')
    await (await recordingTool(page, /^Open/)).click()
    await (await chooser).setFiles(path)
    const slider = page.getByRole('slider')
    await page.waitForFunction(`Number(find('[role="slider"]')?.ariaValueMax) >= ${events}`, null, {
      timeout: 60_000,
    })
    await slider.focus()
    const seeks = await measureSeeks(page)
    const drawn = await page.evaluate<number[]>(
      `performance.getEntriesByName('mailroom: timeline drawn').map(({ duration }) => duration).slice(-${rounds})`,
    )
    return [
      figure('stage: timeline of 100,000 events drawn anew', 'ms', drawn, { atMost: 8 }),
      figure('stage: key → the moment on all panels, at 100,000 events', 'ms', seeks, { atMost: 50 }),
    ]
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function longRecording(): string {
  const log = new TraceLog()
  log.append(longRun(events, lanes))
  return toJsonl(log, { step: '01-lists/01-queue', text: '', startedAt: log.startMs })
}

/** From the key to the frame that shows the event; each time to another place, far and near. */
async function measureSeeks(page: Page): Promise<number[]> {
  const samples: number[] = []
  await page.keyboard.press('Home')
  for (let round = 0; round < rounds + 5; round++) {
    await page.evaluate(
      `void (globalThis.before = find('[role="slider"]').ariaValueNow, globalThis.pending = measured('keydown', () => find('[role="slider"]').ariaValueNow !== globalThis.before))`,
    )
    await page.keyboard.press(round % 6 === 5 ? 'Shift+ArrowRight' : 'ArrowRight')
    samples.push(await page.evaluate<number>('pending'))
  }
  return samples.slice(5)
}
