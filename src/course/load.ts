import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceFile } from '../wire/program.ts'
import { courseFolders, readText, type ChapterFolder, type StepFolder } from './folders.ts'
import { chapterFields, parseFrontMatter, stepFields, translationFields } from './front-matter.ts'
import type { Catalogue, Chapter, Lesson, StepEntry, Translation } from './lesson.ts'
import type { LessonStage, PredictionWords } from './lesson-stage.ts'
import { orThrow, type Report } from './problem.ts'
import type { LessonRequest } from './request-line.ts'
import {
  findLine,
  renderInline,
  renderMarkdown,
  type Highlighter,
  type MarkdownSource,
  type RenderOptions,
} from './render.ts'
import { testNames } from './test-names.ts'

export interface LoadOptions {
  /** The project's folder, which holds `lessons`. */
  readonly root: string
  readonly highlight?: Highlighter | undefined
}

/** Files that every step has. */
const stepFiles = ['lesson.md', 'exercise.ts', 'solution.ts', 'exercise.test.ts', 'hints.md'] as const

/**
 * All chapters and steps, from their front matter only.
 * @throws CourseError with every problem found
 */
export function loadCatalogue(root: string): Catalogue {
  return orThrow((report) => readCatalogue(root, report))
}

/**
 * One step with all its files.
 * @throws CourseError with every problem found; an Error for a step that does not exist
 */
export function loadLesson(id: string, options: LoadOptions): Lesson {
  const step = findStep(id, options)
  return orThrow((report) => readLesson(step, options, report))
}

/**
 * What a step's `lesson.zh.md` says, or null if there is none.
 * @throws CourseError with every problem found; an Error for a step that does not exist
 */
export function loadTranslation(id: string, options: LoadOptions): Translation | null {
  const step = findStep(id, options)
  return orThrow((report) => readTranslation(step, options, report))
}

function findStep(id: string, { root }: LoadOptions): StepFolder {
  const step = courseFolders(root, () => undefined)
    .flatMap((chapter) => chapter.steps)
    .find((folder) => folder.id === id)
  if (!step) throw new Error(`There is no step ${id} in lessons`)
  return step
}

export function readCatalogue(root: string, report: Report): Catalogue {
  return { chapters: courseFolders(root, report).map((folder) => readChapter(folder, root, report)) }
}

function readChapter({ id, number, steps }: ChapterFolder, root: string, report: Report): Chapter {
  const file = `lessons/${id}/chapter.md`
  const text = readText(root, file, report)
  const { values } = text === null ? { values: null } : parseFrontMatter(text, file, chapterFields, report)
  const entries = steps.map((step) => {
    const lesson = readText(root, `lessons/${step.id}/lesson.md`, report)
    return readEntry(step, lesson ?? '', lesson === null ? () => undefined : report).entry
  })
  return { id, number, title: values?.title ?? id, summary: values?.summary ?? '', steps: entries }
}

interface EntryAndBody {
  readonly entry: StepEntry
  readonly source: string | undefined
  readonly requests: readonly LessonRequest[] | undefined
  /** Words in it are Markdown still. */
  readonly stage: LessonStage | undefined
  readonly learned: MarkdownSource
  readonly body: MarkdownSource
}

function readEntry({ id, number }: StepFolder, text: string, report: Report): EntryAndBody {
  const file = `lessons/${id}/lesson.md`
  const { values, body, bodyLine } = parseFrontMatter(text, file, stepFields, report)
  const { title = id, minutes = 0, concepts = [], learned = '' } = values ?? {}
  return {
    entry: { id, number, title, minutes, concepts },
    source: values?.source,
    requests: values?.requests,
    stage: values?.stage,
    learned: fieldSource({ text, file, line: 1 }, 'learned', learned),
    body: { text: body, file, line: bodyLine },
  }
}

/** The Markdown of a field of the front matter, with the line on which the field stands. */
function fieldSource(file: MarkdownSource, name: string, text: string): MarkdownSource {
  return { text, file: file.file, line: findLine(file, `\n${name}:`) + 1 }
}

/** Reads a step as far as it can be read; the result is only whole if nothing was reported. */
export function readLesson(step: StepFolder, { root, highlight }: LoadOptions, report: Report): Lesson {
  const folder = `lessons/${step.id}`
  const read = (name: string): string => readText(root, `${folder}/${name}`, report) ?? ''
  const options = renderOptions(step, { root, highlight }, report)
  const names = readdirSync(join(root, folder)).sort()
  // A missing file is one problem, not also an empty one.
  const ifPresent = (name: string): Report => (names.includes(name) ? report : () => undefined)
  const source: MarkdownSource = { text: read('lesson.md'), file: `${folder}/lesson.md`, line: 1 }
  const lesson = readEntry(step, source.text, ifPresent('lesson.md'))
  const toHtml = (text: string): string => renderInline(fieldSource(source, 'stage', text), options)
  const test = read('exercise.test.ts')
  const hints = readHints(read('hints.md'), `${folder}/hints.md`, ifPresent('hints.md'))
  const isGiven = (name: string): boolean =>
    name.endsWith('.ts') && !stepFiles.some((known) => known === name)
  const files: SourceFile[] = names.filter(isGiven).map((name) => ({ name, text: read(name) }))
  return {
    ...lesson.entry,
    ...(lesson.source === undefined ? {} : { source: lesson.source }),
    html: renderMarkdown(lesson.body, options),
    learned: renderMarkdown(lesson.learned, options),
    hints: hints.map((hint) => renderMarkdown(hint, options)),
    starter: read('exercise.ts'),
    solution: read('solution.ts'),
    test,
    tests: test === '' ? [] : testNames(test, `${folder}/exercise.test.ts`, report),
    files,
    seed: names.includes('seed.redis') ? read('seed.redis') : '',
    ...(lesson.requests && { requests: lesson.requests }),
    ...(lesson.stage && { stage: renderStage(lesson.stage, toHtml) }),
  }
}

type Render = (markdown: string) => string

function renderStage(stage: LessonStage, toHtml: Render): LessonStage {
  return {
    ...stage,
    predictions: stage.predictions.map((spec) => ({ ...spec, ...renderWords(spec, toHtml) })),
  }
}

function renderWords({ ask, explain }: PredictionWords, toHtml: Render): PredictionWords {
  return { ask: toHtml(ask), explain: toHtml(explain) }
}

/** Reads `lesson.zh.md` as far as it can be read, or gives null if there is none. */
export function readTranslation(step: StepFolder, options: LoadOptions, report: Report): Translation | null {
  const path = `lessons/${step.id}/lesson.zh.md`
  if (!existsSync(join(options.root, path))) return null
  const source: MarkdownSource = { text: readText(options.root, path, report) ?? '', file: path, line: 1 }
  const { values, body, bodyLine } = parseFrontMatter(source.text, path, translationFields, report)
  const rendering = renderOptions(step, options, report)
  const toHtml = (text: string): string => renderInline(fieldSource(source, 'predict', text), rendering)
  return {
    title: values?.title ?? step.id,
    html: renderMarkdown({ text: body, file: path, line: bodyLine }, rendering),
    learned: renderMarkdown(fieldSource(source, 'learned', values?.learned ?? ''), rendering),
    ...(values?.predict && { predictions: values.predict.map((words) => renderWords(words, toHtml)) }),
  }
}

function renderOptions({ id }: StepFolder, { root, highlight }: LoadOptions, report: Report): RenderOptions {
  const readDrawing = (name: string): string | null =>
    readText(root, `lessons/${id}/${name}`, () => undefined)
  return { report, highlight, readDrawing }
}

/** Three hints between `---` lines: the concept, the place, nearly the code. */
function readHints(text: string, file: string, report: Report): readonly MarkdownSource[] {
  const hints: MarkdownSource[] = []
  let line = 1
  for (const part of text.split(/^---[ \t]*$/m)) {
    hints.push({ text: part, file, line })
    line += part.split('\n').length - 1
  }
  for (const hint of hints) {
    if (hint.text.trim() === '') report({ file, line: hint.line, message: 'a hint is empty, expected text' })
  }
  if (hints.length !== 3) {
    report({
      file,
      message: `has ${hints.length} hints, expected exactly three, with a line '---' between them`,
    })
  }
  return hints
}
