import { css, html, type TemplateResult } from 'lit'
import type { EventGroup } from '../../../trace/filter.ts'

const tokens = {
  redis: '--voice-1',
  mail: '--voice-3',
  http: '--voice-6',
  console: '--ink-soft',
  time: '--voice-5',
  threads: '--ink',
  lines: '--rule-strong',
  trouble: '--stamp',
  tests: '--voice-4',
  recording: '--ink-soft',
  ink: '--ink',
  soft: '--ink-soft',
  rule: '--rule',
  strong: '--rule-strong',
  paper: '--paper-raised',
  sunken: '--paper-sunken',
  stamp: '--stamp',
  task: '--voice-2',
  warn: '--warn',
} as const

/** The theme's colours, as a canvas can use them. */
export type Palette = { readonly [name in keyof typeof tokens]: string }

/** Colours by what an event is about, for styles of elements: `var(--voice-1)`. */
export function groupColour(group: EventGroup): string {
  return `var(${tokens[group]})`
}

/**
 * A canvas knows no custom properties, so hidden elements have the colours. They change in a moment, not at once: then the
 * page tells that they did, whatever made them change.
 */
export function renderProbes(changed: () => void): TemplateResult {
  return html`<div class="probes" aria-hidden="true" @transitionend=${changed}>
    ${Object.entries(tokens).map(
      ([name, token]) => html`<i data-name=${name} style="color: var(${token})"></i>`,
    )}
  </div>`
}

export function readPalette(root: ShadowRoot | HTMLElement): Palette {
  const probes = [...root.querySelectorAll<HTMLElement>('.probes i')]
  const colours = probes.map((probe) => [probe.dataset['name'], getComputedStyle(probe).color] as const)
  return Object.fromEntries(colours) as Palette
}

export const probeStyles = css`
  .probes {
    position: absolute;
    visibility: hidden;
  }
  .probes i {
    transition: color 1ms !important;
  }
  /* Else all of them would be the colour of text, and what is drawn white on white. */
  @media (forced-colors: active) {
    .probes i {
      forced-color-adjust: none;
      color: CanvasText !important;
    }
    .probes [data-name='paper'],
    .probes [data-name='sunken'] {
      color: Canvas !important;
    }
    .probes [data-name='rule'] {
      color: color-mix(in srgb, CanvasText 35%, Canvas) !important;
    }
    .probes [data-name='stamp'],
    .probes [data-name='task'] {
      color: Highlight !important;
    }
  }
`
