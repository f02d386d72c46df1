import type { MailLink, MailListener, RedisListener } from '../../src/app/session/step-services.ts'
import type { FaultPlan } from '../../src/wire/fault-plan.ts'
import { RedisDouble } from './redis-double.ts'

/** Servers that tell what the test wants them to tell. */
export class ServicesDouble extends RedisDouble implements MailLink {
  readonly mailListeners = new Set<MailListener>()
  readonly faults: (FaultPlan | null)[] = []
  mailWatches = 0

  override listen(listener: RedisListener & MailListener): () => void {
    const unlisten = super.listen(listener)
    this.mailListeners.add(listener)
    return () => {
      unlisten()
      this.mailListeners.delete(listener)
    }
  }

  watchMail(): void {
    this.mailWatches++
  }

  setFaults(plan: FaultPlan | null): void {
    this.faults.push(plan)
  }

  tellMail(act: (listener: MailListener) => void): void {
    for (const listener of [...this.mailListeners]) act(listener)
  }
}
