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
  '04-redis/05-send-mail': ['sendMail'],
  '04-redis/06-registration': ['userRegister', 'verify', 'processEmailTasks'],
  '05-coroutines/01-spawn': ['spawn'],
  '05-coroutines/02-async-queue': ['AsyncQueue'],
  '05-coroutines/03-gather': ['crawl'],
  '05-coroutines/04-redis-coroutines': ['startConsumers'],
  '05-coroutines/05-notice-worker': ['NoticeQueue', 'emailInform', 'app'],
  '05-coroutines/06-race': ['drainInPairs'],
  '05-coroutines/07-music': ['crawlMusic'],
}

/** Files that a step is given beside the exercise, which imports them as `./stack.ts`. */
export const givenFiles: { readonly [step: StepId]: readonly string[] } = {
  '01-lists/03-binary': ['stack.ts'],
  '01-lists/04-two-stacks': ['stack.ts'],
  '02-why-async/02-answer-first': ['queue.ts'],
  '03-thread-workers/04-two-threads': ['redis-queue.ts'],
  '04-redis/06-registration': ['mail.ts'],
  '05-coroutines/03-gather': ['async-queue.ts'],
  '05-coroutines/04-redis-coroutines': ['spawn.ts'],
  '05-coroutines/05-notice-worker': ['mail.ts', 'spawn.ts'],
  '05-coroutines/06-race': ['notice-queue.ts', 'spawn.ts'],
  '05-coroutines/07-music': ['spawn.ts'],
}
