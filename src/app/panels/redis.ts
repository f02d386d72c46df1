import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { controls } from '../shared-styles.ts'
import '../shell/split.ts'
import type { Tab, TabChange } from '../shell/tabs.ts'
import '../shell/tabs.ts'
import type { RedisLink } from '../session/step-services.ts'
import './redis-clients.ts'
import './redis-commands.ts'
import { renderDatabases } from './redis-databases.ts'
import type { Followed } from './followed.ts'
import { frameStyles } from './frame-styles.ts'
import { DataReset, KeepDataChange, type PromptFill, RedisNews } from './redis-events.ts'
import './redis-keys.ts'
import { RedisChange, RedisModel } from './redis-model.ts'
import type { MrRedisPrompt } from './redis-prompt.ts'
import './redis-prompt.ts'
import { redisStyles } from './redis-styles.ts'

/** How its parts lie: one at a time, keys beside the rest, keys above the rest. */
type Arrangement = 'tabs' | 'columns' | 'rows'
type Part = 'keys' | 'commands' | 'clients'

const wideEnough = 680
const highEnough = 560

/**
 * `<mr-redis>`: what is in the step's Redis, what happens there, and a prompt to take part.
 *
 *     html`<mr-redis .link=${services} .rate=${1} .isSeen=${true} scope="04-redis/01-which-end"></mr-redis>`
 */
@customElement('mr-redis')
export class MrRedis extends LitElement {
  static override readonly styles = [controls, frameStyles, redisStyles]

  @property({ attribute: false }) link: RedisLink | null = null
  /** How fast the server's time passes; 0: by leaps. */
  @property({ attribute: false }) rate = 1
  /** Whether the panel is on the screen; while it is not, `RedisNews` counts the commands. */
  @property({ attribute: false }) isSeen = true
  @property({ attribute: false }) keepsData = false
  /** It shows a moment of a recording, where nothing can be changed. */
  @property({ attribute: false }) isPast = false
  /** What of it belongs to the task that is followed. */
  @property({ attribute: false }) followed: Followed | null = null
  /** The step whose Redis it is. */
  @property() scope = ''
  @state() private shownPart: Part = 'keys'
  @state() private arrangement: Arrangement = 'tabs'
  @query('mr-redis-prompt') private readonly prompt!: MrRedisPrompt | null
  readonly #model = new RedisModel(() => performance.now())
  readonly #resized = new ResizeObserver(() => this.#arrange())
  #seen = 0
  #told = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.#model.addEventListener(RedisChange.type, this.#changed)
    this.#model.connect(this.link)
    this.#resized.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#model.removeEventListener(RedisChange.type, this.#changed)
    this.#model.connect(null)
    this.#resized.disconnect()
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('link')) {
      this.#seen = 0
      this.#model.connect(this.link)
    }
    if (changes.has('isSeen')) this.#tellNews()
  }

  protected override render(): TemplateResult {
    const { arrangement, rate, shownPart } = this
    const { snapshot } = this.#model
    const keys = html`<mr-redis-keys
      slot=${arrangement === 'tabs' ? 'keys' : 'start'}
      .snapshot=${snapshot}
      .rate=${rate}
      .followed=${this.followed}
      @prompt-fill=${(event: PromptFill) => this.prompt?.fill(event.line)}
    ></mr-redis-keys>`
    const clients = snapshot.state?.clients ?? []
    const waiting = clients.filter(({ waitsFor }) => waitsFor !== null).length
    const rest: readonly (Tab & { readonly id: Part })[] = [
      { id: 'commands', label: 'Commands' },
      {
        id: 'clients',
        label: waiting > 0 ? `Clients (${waiting} waiting)` : 'Clients',
        badge: clients.length || undefined,
      },
    ]
    const isTabs = arrangement === 'tabs'
    const tabs: typeof rest = isTabs
      ? [{ id: 'keys', label: 'Keys', badge: snapshot.state?.database.size || undefined }, ...rest]
      : rest
    const selected = isTabs || shownPart !== 'keys' ? shownPart : 'commands'
    const others = html`<mr-tabs
      slot="end"
      label="Parts of Redis"
      .tabs=${tabs}
      .selected=${selected}
      @tab-change=${(event: TabChange) => this.#choosePart(event, tabs)}
    >
      ${isTabs ? keys : nothing}
      <mr-redis-commands
        slot="commands"
        .log=${snapshot.log}
        @log-clear=${() => this.#model.clearLog()}
      ></mr-redis-commands>
      <mr-redis-clients slot="clients" .snapshot=${snapshot} .rate=${rate}></mr-redis-clients>
    </mr-tabs>`
    return html`
      <div class="bar">
        ${renderDatabases(snapshot, (db) => this.#model.choose(db))}
        ${this.isPast ? nothing : this.#renderData()}
      </div>
      ${
        isTabs
          ? others
          : html`<mr-split
              name="keys"
              orientation=${arrangement === 'rows' ? 'vertical' : 'horizontal'}
              .position=${46}
              @position-change=${(event: Event) => event.stopPropagation()}
              >${keys}${others}</mr-split
            >`
      }
      ${
        this.isPast
          ? nothing
          : html`<mr-redis-prompt
              .link=${this.link}
              .keys=${snapshot.keys.map((key) => key.snapshot.key)}
              scope=${this.scope}
            ></mr-redis-prompt>`
      }
    `
  }

  #renderData(): TemplateResult {
    return html`<span class="data">
      <label title="Off: each run starts with the data of the step. On: with what the last run left."
        ><input
          type="checkbox"
          role="switch"
          .checked=${live(this.keepsData)}
          @change=${this.#keepChanged}
        />Keep data <span class="long">between runs</span></label
      >
      <button
        class="button quiet"
        type="button"
        title="Ends the run, and puts back the data that the step begins with"
        @click=${() => this.dispatchEvent(new DataReset())}
      >
        Reset <span class="long">data</span>
      </button>
    </span>`
  }

  readonly #changed = (): void => {
    this.requestUpdate()
    this.#tellNews()
  }

  #tellNews(): void {
    const { total } = this.#model.snapshot.log
    if (this.isSeen || total < this.#seen) this.#seen = total
    const news = total - this.#seen
    if (news === this.#told) return
    this.#told = news
    this.dispatchEvent(new RedisNews(news))
  }

  #choosePart(event: TabChange, tabs: readonly { readonly id: Part }[]): void {
    event.stopPropagation()
    this.shownPart = tabs.find(({ id }) => id === event.id)?.id ?? this.shownPart
  }

  #arrange(): void {
    const { clientWidth, clientHeight } = this
    // Out of sight it has no size; it will have the old one when it comes back.
    if (clientWidth === 0) return
    this.arrangement = clientWidth >= wideEnough ? 'columns' : clientHeight >= highEnough ? 'rows' : 'tabs'
  }

  readonly #keepChanged = (event: Event): void => {
    this.dispatchEvent(new KeepDataChange((event.currentTarget as HTMLInputElement).checked))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-redis': MrRedis
  }
}
