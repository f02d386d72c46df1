import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, createLogger, createServer, type ViteDevServer } from 'vite'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Catalogue, Lesson, Translation } from '../../src/course/lesson.ts'
import { lessons } from '../../src/course/vite-plugin.ts'
import { tempCourse, type TempCourse } from './temp-course.ts'

interface CatalogueModule {
  readonly catalogue: Catalogue
  readonly loadLesson: (id: string) => Promise<Lesson>
  readonly loadTranslation: (id: string) => Promise<Translation | null>
}

const lessonFile = (course: TempCourse): string => join(course.root, 'lessons/01-lists/11-first/lesson.md')

async function startServer(course: TempCourse) {
  const customLogger = createLogger('silent')
  const logged = vi.spyOn(customLogger, 'error')
  const server = await createServer({
    root: course.root,
    configFile: false,
    customLogger,
    plugins: [lessons()],
    // The tests say themselves what has changed.
    server: { middlewareMode: true, ws: false, watch: null },
  })
  onTestFinished(() => server.close())
  const sent = vi.spyOn(server.environments.client.hot, 'send')
  return { server, logged, sent }
}

function openCatalogue(server: ViteDevServer): Promise<CatalogueModule> {
  return server.ssrLoadModule('virtual:mailroom/catalogue') as Promise<unknown> as Promise<CatalogueModule>
}

async function edit(server: ViteDevServer, course: TempCourse, from: string, to: string): Promise<void> {
  const file = lessonFile(course)
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
  server.watcher.emit('change', file)
}

const chinese = '---\ntitle: 队列\nminutes: 5\nconcepts: [队列]\nlearned: 排队\n---\n\n先进先出。\n'

test('the page gets a translation when it asks, and null where there is none', async () => {
  const { server } = await startServer(tempCourse({ '01-lists/11-first/lesson.zh.md': chinese }))
  const { loadTranslation } = await openCatalogue(server)
  expect(await loadTranslation('01-lists/11-first')).toMatchObject({
    title: '队列',
    html: '<p>先进先出。</p>\n',
  })
  expect(await loadTranslation('01-lists/12-second')).toBeNull()
  await expect(loadTranslation('01-lists/99-none')).rejects.toMatchObject({ name: 'UnknownStepError' })
})

test('the page gets the catalogue at once and a lesson when it asks', async () => {
  const { server } = await startServer(tempCourse())
  const { catalogue, loadLesson } = await openCatalogue(server)
  expect(catalogue.chapters[0]?.steps.map(({ title }) => title)).toEqual(['First', 'Second'])
  expect(JSON.stringify(catalogue)).not.toContain('return 42')
  expect((await loadLesson('01-lists/12-second')).solution).toContain('return 42')
  await expect(loadLesson('01-lists/99-none')).rejects.toMatchObject({
    name: 'UnknownStepError',
    message: 'There is no step 01-lists/99-none in this course',
  })
})

test('an edited lesson is told to the page, and served anew', async () => {
  const course = tempCourse()
  const { server, sent } = await startServer(course)
  const id = '\0virtual:mailroom/lesson/01-lists/11-first'
  await openCatalogue(server)
  expect((await server.environments.client.transformRequest(id))?.code).not.toContain('Fresh words')
  await edit(server, course, 'word1 ', 'Fresh words ')
  await vi.waitFor(() =>
    expect(sent).toHaveBeenCalledWith({
      type: 'custom',
      event: 'mailroom:lesson',
      data: { id: '01-lists/11-first' },
    }),
  )
  expect((await server.environments.client.transformRequest(id))?.code).toContain('Fresh words')
  expect(sent).not.toHaveBeenCalledWith({ type: 'full-reload' })
})

test('a lesson that is seen while it is being written is waited for', async () => {
  const course = tempCourse()
  const { server, sent } = await startServer(course)
  await openCatalogue(server)
  const file = lessonFile(course)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, '')
  server.watcher.emit('change', file)
  setTimeout(() => writeFileSync(file, text), 20)
  await vi.waitFor(() =>
    expect(sent).toHaveBeenCalledWith(expect.objectContaining({ event: 'mailroom:lesson' })),
  )
  expect(sent).not.toHaveBeenCalledWith(expect.objectContaining({ type: 'error' }))
})

test('a new title changes the contents, so the page is loaded again', async () => {
  const course = tempCourse()
  const { server, sent } = await startServer(course)
  await openCatalogue(server)
  await edit(server, course, 'title: First', 'title: Fresh')
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith({ type: 'full-reload' }))
  expect((await openCatalogue(server)).catalogue.chapters[0]?.steps[0]?.title).toBe('Fresh')
})

test('a broken lesson is shown and logged, the server stays up, and a repair takes the error away', async () => {
  const course = tempCourse()
  const { server, sent, logged } = await startServer(course)
  await openCatalogue(server)
  await edit(server, course, 'minutes: 5', 'minutes: abc')
  const message = "lessons/01-lists/11-first/lesson.md:3: minutes is 'abc', expected a number"
  await vi.waitFor(() =>
    expect(sent).toHaveBeenCalledWith({
      type: 'error',
      err: { message, stack: '', plugin: 'mailroom:lessons' },
    }),
  )
  expect(logged).toHaveBeenCalledWith(message, expect.anything())
  await expect(openCatalogue(server)).rejects.toThrow(message)
  sent.mockClear()
  await edit(server, course, 'minutes: abc', 'minutes: 5')
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith({ type: 'update', updates: [] }))
  expect((await openCatalogue(server)).catalogue.chapters).toHaveLength(1)
})

test('a build keeps each lesson and translation in a file of its own and imports it when asked', async () => {
  const course = tempCourse({ '01-lists/11-first/lesson.zh.md': chinese })
  mkdirSync(join(course.root, 'src'))
  writeFileSync(join(course.root, 'src/page.ts'), "export * from 'virtual:mailroom/catalogue'")
  await build({
    root: course.root,
    base: './',
    configFile: false,
    logLevel: 'silent',
    plugins: [lessons()],
    build: { rolldownOptions: { input: 'src/page.ts', preserveEntrySignatures: 'strict' }, target: 'es2022' },
  })
  const files = readdirSync(join(course.root, 'dist/assets'))
  expect(files.map((file) => file.replace(/-[\w-]{8}\.js$/, '.js')).sort()).toEqual([
    '01-lists-11-first.js',
    '01-lists-11-first.zh.js',
    '01-lists-12-second.js',
    '01-lists-12-second.zh.js',
    'page.js',
    'translations.js',
  ])
  const page = join(course.root, 'dist/assets', files.find((file) => file.startsWith('page')) ?? '')
  for (const content of ['return 42', '先进先出']) expect(readFileSync(page, 'utf8')).not.toContain(content)
  const { loadLesson, loadTranslation } = (await import(
    /* @vite-ignore */ pathToFileURL(page).href
  )) as CatalogueModule
  expect((await loadLesson('01-lists/11-first')).solution).toContain('return 42')
  expect((await loadTranslation('01-lists/11-first'))?.title).toBe('队列')
})
