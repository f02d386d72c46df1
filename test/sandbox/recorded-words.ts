import { runRecorded, type RecordedRun } from '../compiler/recorded.ts'
import { lineWords } from './line-words.ts'

/** What the loading of a program and nothing else told. */
export const told = async (text: string, budget?: number): Promise<string[]> =>
  wordsOf(await runRecorded(text, budget === undefined ? {} : { budget }))
export const wordsOf = ({ records }: RecordedRun): string[] => records.map(lineWords)

/** Runs `main()` of a program and tells what it did, without the loading of its module. */
export async function toldByMain(text: string): Promise<string[]> {
  const run = await runRecorded(text)
  const before = run.records.length
  await (run.names['main'] as () => unknown)()
  return run.records.slice(before).map(lineWords)
}
