import type { Catalogue } from '../../course/lesson.ts'

export interface ComingChapter {
  readonly number: number
  readonly title: string
}

const planned: readonly ComingChapter[] = [
  { number: 2, title: 'Why wait?' },
  { number: 3, title: 'A queue and its workers' },
  { number: 4, title: 'Redis as the queue' },
  { number: 5, title: 'Coroutines' },
  { number: 6, title: 'Nothing lost, nothing twice' },
]

/** The chapters that are planned and that the catalogue does not have yet. */
export function chaptersToCome({ chapters }: Catalogue): readonly ComingChapter[] {
  return planned.filter(({ number }) => !chapters.some((chapter) => chapter.number === number))
}
