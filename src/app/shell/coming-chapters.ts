import type { Catalogue } from '../../course/lesson.ts'

export interface ComingChapter {
  readonly number: number
  readonly title: string
}

const planned: readonly ComingChapter[] = [{ number: 6, title: 'Nothing lost, nothing twice' }]

/** The chapters that are planned and that the catalogue does not have yet. */
export function chaptersToCome({ chapters }: Catalogue): readonly ComingChapter[] {
  return planned.filter(({ number }) => !chapters.some((chapter) => chapter.number === number))
}
