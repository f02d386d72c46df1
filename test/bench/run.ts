import { buildIfNeeded, serveSite } from '../../src/tools/site.ts'
import { projectRoot } from '../../src/tools/project.ts'
import { mailPieces, measureSite, redisPieces, stagePieces, typeAndRun } from '../../src/tools/size-budget.ts'
import { formatTable } from '../../src/tools/table.ts'
import { benchGrade } from './grade-bench.ts'
import { benchLinesInPage } from './lines-page-bench.ts'
import { benchMailInPage } from './mail-page-bench.ts'
import { benchPage } from './page-bench.ts'
import { sampleRecording } from './record-bench.ts'
import { sampleLongList } from './redis-bench.ts'
import { benchRedisInPage } from './redis-page-bench.ts'
import { sampleMailRates } from './smtp-bench.ts'
import { benchStage } from './stage-bench.ts'
import { figure, type Figure } from './statistics.ts'
import { benchTrace } from './trace-bench.ts'
import { benchWeb } from './web-bench.ts'

/** `npm run bench [-- --json]`: every figure the project promises, measured in one run. */
async function bench(): Promise<Figure[]> {
  await buildIfNeeded()
  const { totals } = measureSite(projectRoot)
  const size = (name: string): number[] => [totals.get(name) ?? NaN]
  const { ratio } = await sampleMailRates()
  const recording = await sampleRecording()
  const site = await serveSite()
  try {
    return [
      ...(await benchPage(site.url)),
      figure(`JavaScript ${typeAndRun}, gzip`, 'kB', size(typeAndRun), { atMost: 250 }),
      figure('Redis pieces, loaded when they are needed, gzip', 'kB', size(redisPieces), { atMost: 200 }),
      figure('mail pieces, loaded when they are needed, gzip', 'kB', size(mailPieces), { atMost: 130 }),
      figure('stage, loaded after the first run, gzip', 'kB', size(stagePieces), { atMost: 80 }),
      await benchGrade(),
      ...(await benchRedisInPage(site.url)),
      ...(await benchMailInPage(site.url)),
      ...(await benchWeb(site.url)),
      ...(await benchStage(site.url)),
      ...(await benchTrace()),
      figure('a Redis-heavy run, recorded, against not', '×', recording.sequential, { atMost: 1.15 }),
      // Ours: of a pipeline a command takes a sixth of the time, and telling of it as long as ever.
      figure('the same in pipelines of 100', '×', recording.pipelined, { atMost: 1.5 }),
      ...(await benchLinesInPage(site.url)),
      figure('RPUSH + LPOP at 100,000 items, against 100', '×', sampleLongList(), { atMost: 3 }),
      figure('mails a second in Node, our sink against smtp-server', '×', ratio, { atLeast: 1 }),
    ]
  } finally {
    await site.close()
  }
}

const figures = await bench()
if (process.argv.includes('--json')) console.log(JSON.stringify(figures, null, 2))
else {
  const rows = figures.map(({ name, unit, median, min, max, samples, target, isMet }) => {
    const wanted = 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`
    const round = (value: number): string => value.toFixed(unit === '×' ? 2 : 1)
    return [
      name,
      round(median),
      unit,
      `${round(min)}–${round(max)}`,
      String(samples),
      wanted,
      isMet ? 'met' : 'missed',
    ]
  })
  console.log(formatTable(['figure', 'median', 'unit', 'range', 'samples', 'wanted', ''], rows))
}
