import type { StructureRecord } from '../wire/lane-messages.ts'
import type { Item, StructureState } from './state.ts'
import type { LaneCell } from './lane-cell.ts'
import { matchTexts } from './match-texts.ts'

/** As many items as may wait to be put into another structure. */
const mostLost = 20

export interface ChangedStructure {
  readonly structure: StructureState
  /** Event that brought in the first item that came or went; 0: none did. */
  readonly task: number
  /** Text of the first item that went, if none came. */
  readonly goneText: string | null
}

/** Items keep their names while they stay in a structure, and when they go from one to another of the same lane. */
export function changedStructure(
  record: StructureRecord,
  old: StructureState | undefined,
  lane: LaneCell,
  seq: number,
): ChangedStructure {
  const before = old?.items ?? []
  const matches = matchTexts(
    before.map(({ text }) => text),
    record.items,
  )
  const came: Item[] = []
  const items = record.items.map((text, place) => {
    const same = before[matches[place] ?? -1]
    if (same) return same
    const item = takeLost(lane, record.id, text) ?? { id: `${seq}.${came.length}`, text }
    came.push(item)
    return item
  })
  const kept = new Set(matches)
  // Items beyond those that are told are not gone.
  const isWhole = (old?.size ?? 0) <= before.length && record.size <= items.length
  const gone = isWhole ? before.filter((_, place) => !kept.has(place)) : []
  if (gone.length > 0)
    lane.lost = [...lane.lost, ...gone.map((item) => ({ structure: record.id, item }))].slice(-mostLost)
  const first = came[0] ?? gone[0]
  const { id, type, label, size, method } = record
  return {
    structure: { ...{ lane: lane.lane, id, type, label, items, size, method }, changedAt: seq },
    task: first ? Number.parseInt(first.id, 10) : 0,
    goneText: came.length === 0 ? (gone[0]?.text ?? null) : null,
  }
}

function takeLost(lane: LaneCell, structure: number, text: string): Item | undefined {
  const found = lane.lost.find((lost) => lost.item.text === text && lost.structure !== structure)
  if (found) lane.lost = lane.lost.filter((lost) => lost !== found)
  return found?.item
}
