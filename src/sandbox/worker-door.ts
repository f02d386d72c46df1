import type { TaskMessage, TaskPorts } from '../wire/sandbox-messages.ts'

/** A worker's task and its ways out. */
export interface Task<Payload> {
  readonly payload: Payload
  /** To the world that the task lives in, if it lives in one. The door itself answers the frame's pings. */
  readonly ports: Omit<TaskPorts, 'control'>
  /** What it is called in the recording; undefined if it is not recorded. */
  readonly lane: string | undefined
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
      const { data } = event as MessageEvent<TaskMessage | null>
      if (data?.kind !== 'mailroom-task') return
      const { control, ...ports } = data.ports
      scope.removeEventListener('message', receive)
      const answer = control.postMessage.bind(control)
      control.onmessage = () => answer('pong')
      const { payload, lane } = data
      resolve({
        payload: payload as Payload,
        ports,
        lane,
        report: ports.page.postMessage.bind(ports.page),
      })
    }
    scope.addEventListener('message', receive)
  })
}
