/** Somebody wants to follow an item: a letter of a drawn queue, an entry of a Redis list. */
export class TaskChosen extends Event {
  static readonly type = 'task-chosen'
  /** `Item.id`: begins with the number of the event that brought the item in, where that was seen. */
  readonly item: string
  constructor(item: string) {
    super(TaskChosen.type, { bubbles: true, composed: true })
    this.item = item
  }
}
