import { recall } from './page-memory.ts'

/** May `?` alone open the list of keys? A speech user can turn it off (WCAG 2.1.4). */
export function isQuestionKeyOn(): boolean {
  return recall('question-key') !== 'off'
}
