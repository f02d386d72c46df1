/** A line shall stand in Redis' prompt, to be looked at before it is sent. */
export class PromptFill extends Event {
  static readonly type = 'prompt-fill'
  readonly line: string
  constructor(line: string) {
    super(PromptFill.type, { bubbles: true, composed: true })
    this.line = line
  }
}

/** Commands came while nobody saw the panel; 0: they were seen. */
export class RedisNews extends Event {
  static readonly type = 'redis-news'
  readonly count: number
  constructor(count: number) {
    super(RedisNews.type, { bubbles: true, composed: true })
    this.count = count
  }
}

/** The switch "keep data between runs" was turned. */
export class KeepDataChange extends Event {
  static readonly type = 'keep-data-change'
  readonly keepsData: boolean
  constructor(keepsData: boolean) {
    super(KeepDataChange.type, { bubbles: true, composed: true })
    this.keepsData = keepsData
  }
}

/** Redis shall hold what the step begins with, and nothing else. */
export class DataReset extends Event {
  static readonly type = 'data-reset'
  constructor() {
    super(DataReset.type, { bubbles: true, composed: true })
  }
}
