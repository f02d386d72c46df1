import type { StepId } from './lesson.ts'

/**
 * What each step's `exercise.ts` and `solution.ts` export besides `main`: tests, graders and later steps count on these
 * names, so they do not change.
 */
export const contract: { readonly [step: StepId]: readonly string[] } = {
  '01-lists/01-queue': ['MyQueue'],
  '01-lists/02-stack': ['MyStack'],
  '01-lists/03-binary': ['transform'],
  '01-lists/04-two-stacks': ['StackQueue'],
}
