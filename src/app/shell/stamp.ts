import { svg, html, type TemplateResult } from 'lit'

/** The wordmark's stamp: perforated, with an envelope's flap that reads as an M. Decorative; the word stands beside it. */
export const stampMark = html`
  <svg class="stamp-mark" viewBox="0 0 28 32" width="28" height="32" aria-hidden="true" focusable="false">
    <mask id="perforation">
      <rect width="28" height="32" fill="#fff" />
      <rect
        width="28"
        height="32"
        fill="none"
        stroke="#000"
        stroke-width="2.6"
        stroke-linecap="round"
        stroke-dasharray="0 4"
      />
    </mask>
    <rect width="28" height="32" fill="var(--stamp-fill)" mask="url(#perforation)" />
    <rect x="4.5" y="4.5" width="19" height="23" fill="none" stroke="var(--on-stamp)" stroke-opacity="0.45" />
    <path
      d="M8 21.5v-11l6 6 6-6v11"
      fill="none"
      stroke="var(--on-stamp)"
      stroke-width="2.2"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
  </svg>
`

/** A postmark: a ring of text, two lines in the middle, the waves that cancel a stamp. Decorative. */
export function postmark(ring: string, upper: string, lower: string): TemplateResult {
  const waves = [-18, -6, 6, 18]
  return html`
    <svg class="postmark" viewBox="0 0 176 104" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" stroke-width="1.6">
        <circle cx="52" cy="52" r="49" />
        <circle cx="52" cy="52" r="31" />
        ${waves.map((y) => svg`<path d="M103 ${52 + y}q9-7 18 0t18 0 18 0 18 0" />`)}
      </g>
      <path id="ring" d="M52 88.5a36.500 36.500 0 1 1 .01 0" fill="none" />
      <g fill="currentColor">
        <text class="ring">
          <textPath href="#ring" textLength="222" lengthAdjust="spacing">${ring}</textPath>
        </text>
        <text class="middle" x="52" y="54">${upper}</text>
        <text class="middle lower" x="52" y="65">${lower}</text>
      </g>
    </svg>
  `
}
