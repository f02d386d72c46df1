import type { MrHeader } from '../../../src/app/shell/header.ts'
import { html, LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import type { Catalogue, Lesson, StepEntry } from '../../../src/course/lesson.ts'
import { MrApp } from '../../../src/app/shell/app.ts'
import '../../../src/app/shell/split.ts'
import type { AppServices, ShellWorkspace } from '../../../src/app/shell/services.ts'
import type { Progress } from '../../../src/workspace/progress.ts'
import { defaultSettings, type Settings } from '../../../src/workspace/settings.ts'
import type { StorageState } from '../../../src/workspace/storage-state.ts'

export const catalogue: Catalogue = {
  chapters: [
    {
      id: '01-lists',
      number: 1,
      title: 'Lists that queue',
      summary: 'At which end one takes.',
      steps: [
        { id: '01-lists/01-queue', number: '1.1', title: 'Queue', minutes: 8, concepts: ['FIFO', 'list'] },
        { id: '01-lists/02-stack', number: '1.2', title: 'Stack', minutes: 10, concepts: ['LIFO'] },
        { id: '01-lists/03-binary', number: '1.3', title: 'Binary', minutes: 12, concepts: ['numbers'] },
      ],
    },
    {
      id: '02-why-async',
      number: 2,
      title: 'Why wait?',
      summary: 'Seconds.',
      steps: [{ id: '02-why-async/01-timing', number: '2.1', title: 'Timing', minutes: 15, concepts: [] }],
    },
  ],
}

export const steps: readonly StepEntry[] = catalogue.chapters.flatMap((chapter) => chapter.steps)

export function lessonOf(id: string): Lesson {
  const entry = steps.find((step) => step.id === id)
  if (!entry) throw new Error(`${id} is not in the test's catalogue`)
  const texts = { html: '', learned: '', starter: '', solution: '', test: '' }
  return { ...entry, ...texts, hints: [], seed: '', tests: [], files: [] }
}

export const passed = { passedAt: 2, startedAt: 1, hints: 0, hasSeenSolution: false, checks: 1 }

/** A workspace in memory, whose state a test can set. */
export class FakeWorkspace extends EventTarget implements ShellWorkspace {
  storage: StorageState = { kind: 'saving' }
  progress: Progress = {}
  settings: Settings = defaultSettings

  async changeSettings(changes: Partial<Settings>): Promise<void> {
    this.settings = { ...this.settings, ...changes }
    this.dispatchEvent(new Event('settings-change'))
  }

  exportAll(): Promise<Blob> {
    return Promise.resolve(new Blob(['{"drafts":[]}'], { type: 'application/json' }))
  }
}

/** Stands for the step page: its heading, too, stands in a pane that is drawn a moment later. */
class FakeStep extends LitElement {
  @property({ attribute: false }) lesson: Lesson | null = null
  @property({ attribute: false }) next: StepEntry | null = null
  @property({ attribute: false }) previous: StepEntry | null = null
  protected override render(): unknown {
    return html`<mr-split name="text" style="height: 300px">
      <div slot="start"><h1>${this.lesson?.title}</h1></div>
      <div slot="end"><textarea aria-label="Editor"></textarea></div>
    </mr-split>`
  }
}
customElements.define('mr-step', FakeStep)

export interface TestApp {
  readonly app: MrApp
  readonly workspace: FakeWorkspace
  /** The first element in the app's shadow that fits. */
  find<T extends Element>(selector: string): T
  /** What is drawn in the middle. */
  page(): (HTMLElement & { readonly shadowRoot: ShadowRoot }) | null
  heading(): string
}

/** An open app at an address; give what differs from the usual. */
export async function openApp(
  hash: string,
  { workspace = new FakeWorkspace(), ...services }: Partial<AppServices> & { workspace?: FakeWorkspace } = {},
): Promise<TestApp> {
  history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash)
  const app = new MrApp()
  app.services = {
    catalogue,
    loadLesson: (id) => Promise.resolve(lessonOf(id)),
    openWorkspace: () => Promise.resolve(workspace),
    loadFrontPage: () => import('../../../src/app/shell/front-page.ts'),
    loadStepPage: () => Promise.resolve(),
    compiler: null,
    ...services,
  }
  document.body.append(app)
  const find = <T extends Element>(selector: string): T => {
    const found = app.shadowRoot?.querySelector<T>(selector)
    if (!found) throw new Error(`The app shows no ${selector}`)
    return found
  }
  const page: TestApp['page'] = () => app.shadowRoot?.querySelector('main > :first-child') ?? null
  const heading = (): string => page()?.shadowRoot.querySelector('h1')?.textContent?.trim() ?? ''
  return { app, workspace, find, page, heading }
}

export function closeApps(): void {
  for (const app of document.querySelectorAll('mr-app')) app.remove()
  document.documentElement.style.colorScheme = ''
  localStorage.clear()
}

/** A button of the header, by what it says. */
export const headerButton = (test: TestApp, name: string): HTMLElement => {
  const buttons = [...(test.find<MrHeader>('mr-header').shadowRoot?.querySelectorAll('button') ?? [])]
  const found = buttons.find((button) => (button.ariaLabel ?? button.textContent ?? '').includes(name))
  if (!found) throw new Error(`The header has no button ${name}`)
  return found
}
