import { html, svg, type TemplateResult } from 'lit'

/** A task in the queue: a slip with a perforated top edge and an address on it. */
function slip(x: number, label: string, isNext: boolean): TemplateResult {
  return svg`
    <g transform="translate(${x} 60)">
      <rect class=${isNext ? 'paper next' : 'paper'} width="48" height="56" rx="2" />
      <path class="perforation" d="M4 12h40" />
      <text class="small" x="24" y="32">${label}</text>
      <path class="faint" d="M10 43h28" />
    </g>
  `
}

/** A worker and the hand stamp it works with. */
function worker(y: number): TemplateResult {
  return svg`
    <g transform="translate(318 ${y})">
      <rect class="paper" width="126" height="46" rx="23" />
      <circle cx="27" cy="14" r="3.500" />
      <path d="M27 17.500v6m-7 0h14l2 6h-18z" />
      <path class="ink-pad" d="M17 33h20" />
      <text x="76" y="28">worker</text>
    </g>
  `
}

/** A letter in the inbox, with its stamp. */
function letter(x: number, y: number, turn: number): TemplateResult {
  return svg`
    <g transform="translate(${x} ${y}) rotate(${turn})">
      <rect class="paper" width="78" height="48" rx="2" />
      <path class="faint" d="M0 2l39 26L78 2" />
      <rect class="stamp-red" x="62" y="29" width="10" height="13" />
    </g>
  `
}

/** What one builds: a request drops a task into a queue and is answered at once; workers send the mail. */
export const queueDrawing = html`
  <svg class="drawing" viewBox="0 0 480 312" role="img" aria-labelledby="drawing-title drawing-words">
    <title id="drawing-title">A mail task queue</title>
    <desc id="drawing-words">
      A sign-up request puts a task at the end of a queue and is answered at once: 202, queued. Two workers
      take tasks from the front of the queue and send the mail. The letters land in the inbox.
    </desc>
    <defs>
      <marker id="tip" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" orient="auto">
        <path class="tip" d="M1 1l8 4-8 4z" />
      </marker>
    </defs>

    <text class="label" x="12" y="28">request</text>
    <rect class="paper" x="12" y="42" width="118" height="90" rx="4" />
    <path class="faint" d="M12 60h118" />
    <circle class="dot" cx="22" cy="51" r="2.500" />
    <circle class="dot" cx="31" cy="51" r="2.500" />
    <circle class="dot" cx="40" cy="51" r="2.500" />
    <path class="faint" d="M26 75h62" />
    <rect class="stamp-red" x="26" y="87" width="76" height="30" rx="3" />
    <text class="on-stamp" x="64" y="107">Sign up</text>

    <path class="arrow" d="M136 78h50" />
    <text class="small" x="159" y="68">task</text>
    <path class="arrow back" d="M186 110h-48" />
    <text class="note" x="160" y="130">answer</text>

    <text class="label" x="198" y="28">queue</text>
    <path class="tray" d="M194 46v76h268" />
    ${slip(206, 'dee@', false)}${slip(264, 'cy@', false)}${slip(322, 'bob@', false)}${slip(400, 'ada@', true)}

    <path class="arrow" d="M452 84c22 4 24 66-2 98" />

    <text class="label" x="318" y="164">workers</text>
    ${worker(176)}${worker(238)}
    <path class="arrow" d="M310 199C272 199 256 216 216 226" />
    <path class="arrow" d="M310 261C272 261 256 256 216 250" />

    <text class="label" x="12" y="190">inbox</text>
    <path class="tray" d="M12 206v88h190v-88" />
    ${letter(24, 236, -3)}${letter(64, 222, 3)}${letter(110, 236, -2)}
  </svg>
`
