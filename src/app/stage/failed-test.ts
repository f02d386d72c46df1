import { momentsNamedIn } from '../../course/moment.ts'
import { findMoment } from '../../trace/find-moment.ts'
import type { EventOf, TraceEvent } from '../../trace/event.ts'
import type { TraceLog } from '../../trace/log.ts'
import { isConnecting } from '../../trace/redis-words.ts'
import { isTrouble } from '../../trace/trouble.ts'
import type { Moment } from '../../wire/moment.ts'
import type { CheckReport, TestResult } from '../../wire/outcome.ts'
import { latestEvents } from './past/past-events.ts'

/** By this name of its connection one knows what a test itself asks Redis. */
const testsClient = 'tests'
const testsLane = 'tests'

/** Which failure of a recorded check is meant. */
export interface FailureWanted {
  /** Full name of the test; undefined: of the first that failed. */
  readonly test?: string | undefined
  /** What the test itself names as the moment at which it went wrong, counted from its beginning. */
  readonly moment?: Moment | null
}

/**
 * The event at which a test of a recorded check went wrong: the one that the test names, or else the last thing that the
 * learner's code did before the test said so. Null if it did not fail.
 */
export function failedAt(log: TraceLog, { test, moment = null }: FailureWanted = {}): number | null {
  const tested = findTested(log, test)
  if (!tested) return null
  const after = startOf(log, tested)
  const before = findFailed(log, after, tested)
  const named = moment && findMoment(log, moment, { after, before, counts: isOfLearner })
  return named ?? lastDeed(log, after, before) ?? before
}

/** The moment that a test's words name, of the first that failed or of the one that is meant. */
export function momentNamedBy(report: CheckReport, test: string | undefined): Moment | null {
  if (report.kind !== 'tested') return null
  const isMeant = ({ name, status }: TestResult): boolean =>
    status === 'fail' && (test === undefined || name === test)
  const { message = '', feedback = '' } = report.tests.find(isMeant) ?? {}
  return momentsNamedIn(`${message}\n${feedback}`).find(({ moment }) => moment)?.moment ?? null
}

function findTested(log: TraceLog, test: string | undefined): EventOf<'tested'> | undefined {
  const { events } = latestEvents(log, ['tested'], { after: 0, upTo: log.lastSeq, most: Infinity })
  return events.find(({ status, name }) => status === 'fail' && (test === undefined || name === test))
}

function startOf(log: TraceLog, { seq, name }: EventOf<'tested'>): number {
  const { events } = latestEvents(log, ['test'], { after: 0, upTo: seq, most: Infinity })
  return events.findLast((event) => event.name === name)?.seq ?? 0
}

/** Where the assertion did not hold: what clears up may come before the word that the test has failed. */
function findFailed(log: TraceLog, after: number, { seq, message }: EventOf<'tested'>): number {
  const { events } = latestEvents(log, ['failed'], { after, upTo: seq, most: Infinity })
  return events.findLast((event) => event.message === message)?.seq ?? seq
}

function lastDeed(log: TraceLog, after: number, before: number): number | null {
  const { events } = latestEvents(log, ['step'], { after, upTo: before - 1, most: 1 })
  const hasLines = events.length > 0
  for (let seq = before - 1; seq > after; seq--) {
    const event = log.event(seq)
    if (event && isDeed(event, hasLines) && isOfLearner(event)) return seq
  }
  return null
}

/** What one can be led to: it says what was done, or that nobody saw it. */
function isDeed(event: TraceEvent, hasLines: boolean): boolean {
  switch (event.kind) {
    case 'command':
    case 'blocked':
      // PING asks only whether somebody is there, which tests do.
      return !isConnecting(event.words) && event.words[0]?.toLowerCase() !== 'ping'
    case 'smtp':
      return isTrouble(event)
    case 'end':
      return event.lane !== testsLane
    case 'fetch':
    case 'fetched':
      // Of the test itself, perhaps; a line is surely the learner's.
      return event.lane !== testsLane || !hasLines
    case 'message':
    case 'mail':
    case 'console':
    case 'response':
    case 'thread':
    case 'step':
    case 'lines-end':
    case 'gap':
      return true
    default:
      return false
  }
}

function isOfLearner(event: TraceEvent): boolean {
  return !('client' in event) || event.client.name !== testsClient
}
