import type { TaskMessage } from '../wire/sandbox-messages.ts'

/** A worker's task and the way to report on it. */
export interface Task<Payload> {
  readonly payload: Payload
  /** Posts to the page. Keeps working whatever is done to MessagePort or the global scope later. */
  readonly report: (message: unknown) => void
}

/**
 * Waits for the frame's one message to this worker, answers its pings from then on, and closes the global scope's own
 * message entrance, so that the learner's code finds no port anywhere.
 */
export function receiveTask<Payload>(scope: EventTarget): Promise<Task<Payload>> {
  return new Promise((resolve) => {
    const receive = (event: Event): void => {
      const { data, ports } = event as MessageEvent<TaskMessage>
      const [control, page] = ports
      if (data?.kind !== 'mailroom-task' || !control || !page) return
      scope.removeEventListener('message', receive)
      const answer = control.postMessage.bind(control)
      control.onmessage = () => answer('pong')
      resolve({ payload: data.payload as Payload, report: page.postMessage.bind(page) })
    }
    scope.addEventListener('message', receive)
  })
}
