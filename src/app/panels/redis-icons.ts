import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import { typeWords, type KeyType } from './redis-words.ts'

const shapes: { readonly [T in KeyType]: SVGTemplateResult } = {
  string: svg`<path d="M3 12c0-4 1.500-6.500 4-8M10 12c0-4 1.500-6.500 4-8" /><path d="M3 12h3v-3H3.500M10 12h3v-3h-2.500" />`,
  list: svg`<path d="M1 4.500h4v7H1zM6.500 4.500h4v7h-4zM12 4.500h3v7h-3" />`,
  hash: svg`<path d="M2 2.500h12v11H2zM2 6.200h12M2 9.800h12M6.500 2.500v11" />`,
  set: svg`<circle cx="5" cy="5" r="2.500" /><circle cx="11.500" cy="7" r="2.500" /><circle cx="6" cy="12" r="2.500" />`,
  zset: svg`<path d="M2 13.500v-3M6 13.500v-6M10 13.500v-8M14 13.500v-11" stroke-width="2.500" />`,
}

/** A drawing of a type, and its name for those who do not see it. */
export function typeIcon(type: KeyType): TemplateResult {
  return html`<svg class="icon ${type}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <title>${typeWords[type]}</title>
      ${shapes[type]}</svg
    ><span class="visually-hidden">${typeWords[type]}</span>`
}
