import { parseMoment } from '../../course/moment.ts'
import { findMoment } from '../../trace/find-moment.ts'
import type { Followed } from '../panels/followed.ts'
import type { ShownOnStage } from '../lesson/step-events.ts'
import type { RunRecording } from '../session/run-recording.ts'
import type { StepSession } from '../session/step-session.ts'
import type { Lesson } from '../../course/lesson.ts'
import type { RecordingInfo } from '../../trace/jsonl.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { WatchedCheck } from '../session/step-checker.ts'
import type { RecordingToSave } from './recording/recording-save.ts'
import { FailedTestWatch, missedWords } from './failed-test-watch.ts'
import { failedAt, momentNamedBy } from './failed-test.ts'
import { followOnStage } from './task/follow-on-stage.ts'
import { followedAt, isSameFollowed } from './task/followed.ts'
import { PastView } from './past/past-view.ts'
import type { Past } from './past/past.ts'
import type { PredictionMade } from './prediction/prediction-card.ts'
import { answeredIn } from './prediction/prediction.ts'
import { MrRecordingFile, type RecordingOpened } from './recording/recording-file.ts'
import { RecordingReader } from './recording/recording-reader.ts'
import { StageChange, StageModel } from './stage-model.ts'
import { StageOrders } from './stage-orders.ts'
import { whenSession } from './session-change.ts'
import { MrStageTools, type StageRequest } from './stage-tools.ts'
import { MrStage } from './stage.ts'

/** What of the page the stage is to go by. */
export interface StageSetting {
  readonly session: StepSession
  readonly workspace: Pick<Workspace, 'progress' | 'markPrediction'>
  /** The stage is on the screen. */
  readonly isSeen: boolean
}

/** Milliseconds that a run is given to come to a moment. */
const patienceMs = 3000

/**
 * What the page of a step has to do with the stage: gives it the recordings of runs and checks, and tells which moment
 * all other panels are to show.
 *
 *     const host = new StageHost(() => this.requestUpdate())
 *     host.update({ session, workspace, isSeen })      // host.element, host.past
 */
export class StageHost {
  readonly element = new MrStage()
  readonly #changed: () => void
  readonly #tools = new MrStageTools()
  readonly #file = new MrRecordingFile()
  readonly #model = new StageModel({
    isStill: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  })
  readonly #orders = new StageOrders(() => this.#changed())
  readonly #watch = new FailedTestWatch(() => this.#changed())
  #setting: StageSetting | null = null
  #reader: RecordingReader | null = null
  /** Of the last run, however long another recording is looked at; what was read of it cannot be read once more. */
  #run: RunRecording | null = null
  #runReader: RecordingReader | null = null
  #view: PastView | null = null
  #past: Past | null = null
  #followed: Followed | null = null
  /** The code whose run is looked at, and of which step; null for the last run. */
  #opened: RecordingInfo | null = null
  #hasBeenSeen = false

  constructor(changed: () => void) {
    this.#changed = changed
    this.element.model = this.#model
    this.#tools.slot = 'actions'
    this.#file.dropOn = this.element
    this.#tools.append(this.#file)
    this.element.append(this.#tools)
    this.#file.addEventListener('recording-opened', (event) => this.#openFile(event as RecordingOpened))
    this.#model.addEventListener(StageChange.type, () => this.#look())
    this.#tools.addEventListener('stage-request', (event) => this.#heed((event as StageRequest).name))
    this.element.addEventListener('prediction-made', (event) => {
      const { index, isRight } = event as PredictionMade
      const { workspace, session } = this.#setting ?? {}
      if (session) void workspace?.markPrediction(session.lesson.id, index, isRight)
    })
  }

  /** What all panels show; null: how things stand now. */
  get past(): Past | null {
    return this.#past
  }

  /** What panels show of the task that is followed; null if none is, or they show another run than the stage. */
  get followed(): Followed | null {
    return this.#followed
  }

  update(setting: StageSetting): void {
    const { session, workspace, isSeen } = setting
    const { stage, id } = session.lesson
    if (session !== this.#setting?.session) {
      this.#hasBeenSeen = false
      this.#watch.giveUp()
      this.#orders.reset()
    }
    this.#setting = setting
    const { recording, hasLines } = session.snapshot
    if (recording !== this.#run) {
      this.#run = recording
      this.#open(recording)
      // What was found out of orders was of another text.
      if (recording?.about.orderSeed === null) this.#orders.reset()
    }
    this.element.draw = stage?.drawn ?? []
    this.element.predictions = stage?.predictions ?? []
    this.element.answered = answeredIn(workspace.progress[id]?.predictions)
    this.#tools.hasLines = hasLines
    this.#tools.order = stage?.hasOrders ? this.#orders.state : null
    this.#tools.watched = this.#watch.now
    this.#tools.isOther = this.#run !== null && this.#reader?.recording !== this.#run
    this.#file.recording = this.#toSave(session.lesson)
    if (isSeen) this.#reader?.see()
    if (isSeen && !this.#hasBeenSeen) this.#beginLines(session)
  }

  live(): void {
    this.#model.live()
  }

  /** Resolves to a sentence if it cannot be shown. */
  async show(what: ShownOnStage): Promise<string | null> {
    const { session } = this.#setting ?? {}
    if (!session) return null
    if ('test' in what) return this.#watchTest(session, what.test)
    if ('moment' in what) return this.#seeMoment(session, what.moment)
    // Panels of the past show the recording that is open; all others the last run.
    const reader = this.#past ? null : this.#openRun()
    const trouble = await followOnStage(this.#model, what, reader?.whole ?? Promise.resolve())
    // The panel with the button has perhaps made room for the stage.
    this.element.focus()
    return trouble
  }

  /** Checks once more, recorded, and shows the event at which the test went wrong. */
  async #watchTest(session: StepSession, test: string): Promise<string | null> {
    const hasLines = this.#hasLines(session)
    // Their run can wait until they come back to it.
    this.#hasBeenSeen = true
    session.setLines(hasLines)
    const check = await this.#watch.begin(session, { test, hasLines })
    if (!check) return null
    const isShown = await this.#showFailure(check, test)
    return isShown ? null : missedWords(check.report, test)
  }

  /** Whether runs tell of their lines: as the step wants it, until somebody who has seen the stage says otherwise. */
  #hasLines({ lesson, snapshot }: StepSession): boolean {
    return snapshot.hasLines || (!this.#hasBeenSeen && lesson.stage?.isRecorded === true)
  }

  /** Shows a moment that the lesson speaks of, in the last run; a run that tells of its lines is made if it takes one. */
  async #seeMoment(session: StepSession, source: string): Promise<string | null> {
    const moment = parseMoment(source)
    if (!moment) return null
    const takesLines = moment.what === 'call' || moment.what === 'line'
    if (takesLines && !this.#run?.about.hasLines) {
      session.setLines(true)
      session.run()
      await whenSession(session, ({ recording }) => recording?.about.hasLines === true)
      this.#run = session.snapshot.recording
    }
    const reader = this.#openRun()
    // A program that goes on for long has perhaps come so far already.
    await Promise.race([reader?.whole, new Promise((resolve) => setTimeout(resolve, patienceMs))])
    const seq = reader && findMoment(reader.log, moment)
    if (!seq) return 'This has not happened in your last run yet. Run your code when it can do it.'
    this.#model.seek(seq)
    return null
  }

  #heed(name: StageRequest['name']): void {
    const { session } = this.#setting ?? {}
    if (!session) return
    switch (name) {
      case 'toggle-lines':
        session.setLines(!session.snapshot.hasLines)
        return session.run()
      case 'try-order':
        return this.#orders.tryNext(session)
      case 'find-failing-order':
        return void this.#findFailingOrder(session)
      case 'stop-search':
        return this.#orders.stop()
      case 'stop-watch':
        return this.#watch.stop()
      case 'show-run':
        return this.#showRun(session)
      default:
        return name satisfies never
    }
  }

  /** Where a step is meant to be watched line by line, this begins when somebody looks. */
  #beginLines(session: StepSession): void {
    // Not within an update of the page, which this would change.
    queueMicrotask(() => {
      if (this.#hasBeenSeen || session !== this.#setting?.session) return
      const isDue = this.#hasLines(session) && !session.snapshot.hasLines
      this.#hasBeenSeen = true
      if (!isDue) return
      session.setLines(true)
      if (session.snapshot.isAutoRun) session.run()
    })
  }

  /** The last run; once more, line by line, if it was not recorded so and is to be. */
  #showRun(session: StepSession): void {
    const { hasLines, isAutoRun } = session.snapshot
    this.#open(this.#run)
    if (hasLines && isAutoRun && this.#run?.about.hasLines === false) session.run()
  }

  async #findFailingOrder(session: StepSession): Promise<void> {
    const check = await this.#orders.findFailing(session)
    if (check) await this.#showFailure(check)
  }

  /** Of the first test that failed, unless one is named. */
  async #showFailure({ recording, report }: WatchedCheck, test?: string): Promise<boolean> {
    const reader = this.#open(recording)
    await reader?.whole
    const seq = reader && failedAt(reader.log, { test, moment: momentNamedBy(report, test) })
    if (seq) this.#model.seek(seq)
    return Boolean(seq)
  }

  #openFile({ log, info }: RecordingOpened): void {
    if (this.#reader !== this.#runReader) this.#reader?.stop()
    this.#reader = null
    this.#opened = info
    this.#model.open(log)
    this.#changed()
  }

  #toSave({ id, number }: Lesson): RecordingToSave | null {
    const { log } = this.#model.snapshot
    if (!log || log.lastSeq === 0) return null
    const text = this.#reader?.recording.about.text ?? ''
    return { log, number, info: this.#opened ?? { step: id, text, startedAt: log.startMs } }
  }

  #open(recording: RunRecording | null): RecordingReader | null {
    if (this.#reader !== this.#runReader) this.#reader?.stop()
    this.#opened = null
    this.#reader =
      recording && recording === this.#runReader?.recording ? this.#runReader : this.#read(recording)
    this.#model.open(this.#reader?.log ?? null)
    return this.#reader
  }

  #openRun(): RecordingReader | null {
    const reader = this.#isOfRun ? this.#reader : this.#open(this.#run)
    reader?.see()
    return reader
  }

  /** Whether the last run is looked at. */
  get #isOfRun(): boolean {
    return this.#reader !== null && this.#reader.recording === this.#run
  }

  #read(recording: RunRecording | null): RecordingReader | null {
    const reader =
      recording &&
      new RecordingReader(recording, () => {
        if (reader === this.#reader) this.#model.grew()
      })
    if (recording !== this.#run) return reader
    this.#runReader?.stop()
    return (this.#runReader = reader)
  }

  /** Whether its lines are those of the editor. */
  get #isOfText(): boolean {
    const text = this.#opened?.text ?? this.#reader?.recording.about.text
    return text === this.#setting?.session.snapshot.text
  }

  #look(): void {
    const { log, playhead, task } = this.#model.snapshot
    const { state } = this.#model
    const isShown = playhead !== null || this.#isOfRun
    const followed = log && state && task !== null && isShown ? followedAt(log, state, task) : null
    const isSame = isSameFollowed(this.#followed, followed)
    if (!isSame) this.#followed = followed
    if (this.#view?.log !== log) this.#view = log && new PastView(log)
    const past = playhead === null || !state ? null : (this.#view?.at(state) ?? null)
    if (past === null && this.#past === null && isSame) return
    this.#past = past && this.#isOfText ? past : past && { ...past, place: null }
    this.#changed()
  }
}
