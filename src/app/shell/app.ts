import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { StepId } from '../../course/lesson.ts'
import { controls } from '../shared-styles.ts'
import { appStyles } from './app-styles.ts'
import { tally } from './course-progress.ts'
import './header.ts'
import type { ThemeChange } from './header.ts'
import { failedPage, unknownPage } from './lost-pages.ts'
import { isQuestionKeyOn } from './question-key.ts'
import { allSteps, neighbours, readRoute, stepHref } from './route.ts'
import { ScrollMemory } from './scroll-memory.ts'
import type { AppServices, ShellWorkspace } from './services.ts'
import type { MrSheet } from './sheet.ts'
import { applyTheme } from './theme.ts'
import { loadView, titleOf, type View } from './view.ts'

const workspaceEvents = ['storage-change', 'progress-change', 'settings-change'] as const

/**
 * The page: header, router and what the address asks for. Until the first view is ready its own children show, which
 * index.html draws before any script has come.
 *
 *     app.services = { catalogue, loadLesson, openWorkspace, loadFrontPage, loadStepPage }
 */
@customElement('mr-app')
export class MrApp extends LitElement {
  @property({ attribute: false }) services: AppServices | null = null
  @state() private workspace: ShellWorkspace | null = null
  @state() private view: View | null = null
  @state() private isLoading = false
  @query('main') private readonly main!: HTMLElement
  @query('#contents') private readonly contents!: MrSheet
  @query('#keys') private readonly keys!: MrSheet
  readonly #scroll = new ScrollMemory()
  /** What is not seen at once is downloaded after the page itself. */
  #extras: Promise<unknown> | null = null
  #stopScroll = (): void => {}
  /** Counts navigations: only the newest may show its page. */
  #turn = 0

  static override readonly styles = [controls, appStyles]

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('hashchange', this.#hashChanged)
    addEventListener('keydown', this.#keyPressed)
    this.#stopScroll = this.#scroll.start()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('hashchange', this.#hashChanged)
    removeEventListener('keydown', this.#keyPressed)
    this.#stopScroll()
    this.#turn++
    for (const type of workspaceEvents) this.workspace?.removeEventListener(type, this.#redraw)
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('services') && this.services) void this.#open(this.services)
  }

  protected override updated(): void {
    if (this.view) this.dataset['view'] = this.view.kind
  }

  /** Shows the step anew if its files, or those of its chapter, are what has changed. */
  async reloadLesson(changed: string): Promise<void> {
    const { view, services } = this
    if (view?.kind !== 'step' || !services || !view.lesson.id.startsWith(changed)) return
    const lesson = await services.loadLesson(view.lesson.id)
    if (this.view === view) this.view = { kind: 'step', lesson }
  }

  async #open(services: AppServices): Promise<void> {
    const workspace = await services.openWorkspace()
    if (!this.isConnected) return
    for (const type of workspaceEvents) workspace.addEventListener(type, this.#redraw)
    applyTheme(workspace.settings.theme)
    this.workspace = workspace
    await this.#go({ isFirst: true })
    await this.#loadExtras().catch(() => undefined)
  }

  /** Rejects when it could not be downloaded; the next call tries again. */
  #loadExtras(): Promise<unknown> {
    this.#extras ??= import('./extras.ts').catch((error: unknown) => {
      this.#extras = null
      throw error
    })
    return this.#extras
  }

  readonly #redraw = (): void => {
    if (this.workspace) applyTheme(this.workspace.settings.theme)
    this.requestUpdate()
  }

  readonly #hashChanged = (): void => void this.#go({ isFirst: false })

  /** Follows the address. The old page stays until the new one is there; a newer navigation wins. */
  async #go({ isFirst }: { isFirst: boolean }): Promise<void> {
    const { services, workspace } = this
    if (!services || !workspace) return
    const route = readRoute(location.hash, services.catalogue)
    if (route.kind === 'none' && !isFirst) return
    const turn = ++this.#turn
    const scrolled = this.#scroll.arrive()
    this.#closeSheets()
    this.isLoading = true
    const view = await loadView(route.kind === 'none' ? { kind: 'front' } : route, services)
    if (turn !== this.#turn) return
    this.isLoading = false
    this.view = view
    document.title = titleOf(view)
    if (view.kind === 'step') void workspace.changeSettings({ lastStep: view.lesson.id })
    await this.updateComplete
    const page = this.main.firstElementChild
    if (page instanceof LitElement) await page.updateComplete
    if (turn !== this.#turn) return
    if (!isFirst) void this.#focusPage()
    window.scrollTo({ top: scrolled, behavior: 'instant' })
  }

  /** To the page's heading, so that it is read out and Tab goes on from there. */
  async #focusPage(): Promise<void> {
    const turn = this.#turn
    this.main.focus({ preventScroll: true })
    // A heading in a pane that is drawn a moment later cannot take the focus before. Who has gone on is left in peace.
    for (let frame = 0; frame < 10 && turn === this.#turn && this.main.matches(':focus'); frame++) {
      const heading = this.main.firstElementChild?.shadowRoot?.querySelector('h1')
      if (heading) heading.tabIndex = -1
      heading?.focus({ preventScroll: true })
      if (this.main.matches(':focus')) await new Promise(requestAnimationFrame)
    }
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (isTyping(event) || !isQuestionKeyOn()) return
    event.preventDefault()
    void this.#show('keys')
  }

  #closeSheets(): void {
    for (const sheet of [this.contents, this.keys])
      if (sheet instanceof HTMLElement && 'close' in sheet) sheet.close()
  }

  async #show(name: 'contents' | 'keys'): Promise<void> {
    await this.#loadExtras()
    this.#closeSheets()
    this[name].show()
  }

  readonly #changeTheme = ({ theme }: ThemeChange): void => void this.workspace?.changeSettings({ theme })

  readonly #followStep = (event: Event): void => {
    location.hash = stepHref((event as Event & { readonly id: StepId }).id)
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault()
    void this.#focusPage()
  }

  protected override render(): TemplateResult {
    const { view, workspace, services } = this
    if (!view || !workspace || !services) return html`<slot></slot>`
    const steps = allSteps(services.catalogue)
    return html`
      <mr-header
        .tally=${tally(steps, workspace.progress)}
        .theme=${workspace.settings.theme}
        .isLoading=${this.isLoading}
        @contents-request=${() => this.#show('contents')}
        @keys-request=${() => this.#show('keys')}
        @theme-change=${this.#changeTheme}
      >
        <a class="skip visually-hidden" href="#main" @click=${this.#skip}>Skip to the page</a>
      </mr-header>
      <mr-storage-banner
        .storage=${workspace.storage}
        .exportAll=${() => workspace.exportAll()}
      ></mr-storage-banner>
      <main id="main" tabindex="-1" aria-busy=${this.isLoading} @step-navigate=${this.#followStep}>
        ${this.#page(view, workspace, services)}
      </main>
      <mr-sheet id="contents" heading="Contents" side @click=${this.#closeAfterLink}>
        <mr-contents
          .catalogue=${services.catalogue}
          .progress=${workspace.progress}
          .current=${view.kind === 'step' ? view.lesson.id : null}
        ></mr-contents>
      </mr-sheet>
      <mr-sheet id="keys" heading="Keys"><mr-key-list></mr-key-list></mr-sheet>
      <mr-notice .isSaving=${workspace.storage.kind === 'saving'}></mr-notice>
    `
  }

  #page(view: View, workspace: ShellWorkspace, { catalogue, compiler }: AppServices): TemplateResult {
    switch (view.kind) {
      case 'front':
        return html`<mr-front-page
          .catalogue=${catalogue}
          .progress=${workspace.progress}
          .lastStep=${workspace.settings.lastStep}
        ></mr-front-page>`
      case 'step': {
        const { previous, next } = neighbours(catalogue, view.lesson.id)
        return html`<mr-step
          .lesson=${view.lesson}
          .workspace=${workspace}
          .compiler=${compiler}
          .previous=${previous}
          .next=${next}
        ></mr-step>`
      }
      case 'unknown':
        return unknownPage(view.asked, catalogue, workspace.progress)
      case 'failed':
        return failedPage(view, catalogue, workspace.progress, this.#hashChanged)
      default:
        return view satisfies never
    }
  }

  /** The link to the step one is at changes no address, so no navigation closes the contents. */
  readonly #closeAfterLink = (event: Event): void => {
    if (event.composedPath().some((part) => part instanceof HTMLAnchorElement)) this.#closeSheets()
  }
}

function isTyping(event: Event): boolean {
  const target = event.composedPath()[0]
  if (!(target instanceof HTMLElement)) return false
  const isField = target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select')
  return isField || target.isContentEditable
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-app': MrApp
  }
}
