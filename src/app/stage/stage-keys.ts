import type { StageModel } from './stage-model.ts'
import { speeds } from './stage-model.ts'

/** What keys do besides moving the playhead. */
export interface StageKeyTarget {
  zoom(factor: number): void
  search(): void
}

/**
 * Space plays; ← → step, with Shift within the lane; [ ] within the task; Home and End; L: live; + − 0 zoom; < > speed; /
 * searches. Not while one types, and not with keys that a control needs for itself. True if the key was for the stage.
 */
export function pressStageKey(event: KeyboardEvent, model: StageModel, target: StageKeyTarget): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false
  const [element] = event.composedPath()
  if (!(element instanceof Element) || element.matches('input, select, textarea, [contenteditable]'))
    return false
  const direction = event.key === 'ArrowLeft' || event.key === 'ArrowDown' ? -1 : 1
  switch (event.key) {
    case ' ':
      // A button is pressed by it.
      if (element.matches('button, a[href], summary')) return false
      if (model.snapshot.isPlaying) model.pause()
      else model.play()
      return true
    case 'ArrowUp':
    case 'ArrowDown':
      // Of a slider only: elsewhere they scroll.
      if (!element.matches('[role="slider"]')) return false
      model.step(direction, 'event')
      return true
    case 'ArrowLeft':
    case 'ArrowRight':
      model.step(direction, event.shiftKey ? 'lane' : 'event')
      return true
    case '[':
    case ']':
      model.step(event.key === '[' ? -1 : 1, 'task')
      return true
    case 'Home':
      model.seek(model.snapshot.log?.firstSeq ?? 1)
      return true
    case 'End':
    case 'l':
    case 'L':
      model.live()
      return true
    case '+':
    case '=':
      target.zoom(0.5)
      return true
    case '-':
    case '−':
      target.zoom(2)
      return true
    case '0':
      target.zoom(Infinity)
      return true
    case '<':
    case '>':
      model.setSpeed(neighbour(model.snapshot.speed, event.key === '>' ? 1 : -1))
      return true
    case '/':
      target.search()
      return true
    default:
      return false
  }
}

function neighbour(speed: number, direction: 1 | -1): number {
  return speeds[speeds.indexOf(speed) + direction] ?? speed
}
