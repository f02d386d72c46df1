import type { StepId } from './lesson.ts'

/**
 * What each step's `exercise.ts` and `solution.ts` export besides `main`: tests, graders and later steps count on these
 * names, so they do not change. Types are not listed: nothing of them is left when a program runs.
 */
export const contract: { readonly [step: StepId]: readonly string[] } = {
  '01-lists/01-queue': ['MyQueue'],
  '01-lists/02-stack': ['MyStack'],
  '01-lists/03-binary': ['transform'],
  '01-lists/04-two-stacks': ['StackQueue'],
  '02-why-async/01-timing': ['Action'],
  '02-why-async/02-answer-first': ['respond', 'drain'],
  '02-why-async/03-schedule': ['job1', 'job2', 'run'],
  '02-why-async/04-threads': ['job1', 'job2', 'job1Task', 'job2Task', 'run'],
  '02-why-async/05-pass-dont-call': ['asynchronousTask', 'asynchronousWorker'],
  '03-thread-workers/01-backend-queue': [
    'BackendQueue',
    'asynchronousTask',
    'asynchronousWorker',
    'runQueue',
  ],
  '03-thread-workers/02-results': ['saveResult', 'results'],
  '03-thread-workers/03-redis-queue': ['RedisQueue'],
  '03-thread-workers/04-two-threads': ['dojob'],
  '04-redis/01-which-end': ['produce', 'consume'],
  '04-redis/02-blocking-pop': ['worker'],
  '04-redis/03-serialise': ['put', 'take'],
  '04-redis/04-pubsub': ['announce', 'listen'],
}

/** Files that a step is given beside the exercise, which imports them as `./stack.ts`. */
export const givenFiles: { readonly [step: StepId]: readonly string[] } = {
  '01-lists/03-binary': ['stack.ts'],
  '01-lists/04-two-stacks': ['stack.ts'],
  '02-why-async/02-answer-first': ['queue.ts'],
  '03-thread-workers/04-two-threads': ['redis-queue.ts'],
}
