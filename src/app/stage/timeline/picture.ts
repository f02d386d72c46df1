import type { Columns } from '../../../trace/columns.ts'
import type { TimelineIndex, TimelineScale } from './timeline-index.ts'
import type { Palette } from './palette.ts'
import type { TimelineView } from './view.ts'

/** All that is on a timeline's canvas. */
export interface Picture {
  readonly columns: Columns
  readonly index: TimelineIndex
  readonly view: TimelineView
  readonly scale: TimelineScale
  readonly palette: Palette
  /** Family of the numbers' and labels' font. */
  readonly font: string
  /** Size in CSS pixels. */
  readonly width: number
  readonly height: number
  readonly rowHeight: number
  readonly rulerHeight: number
  /** How far the rows are scrolled. */
  readonly top: number
  /** The selected event. */
  readonly seq: number
  /** The task that stands out; 0: none. */
  readonly task: number
  /** What comes after the selected event has happened as well. */
  readonly isLive: boolean
  readonly isMatch: Uint8Array | null
  /** Older events were folded away. */
  readonly isFolded: boolean
}
