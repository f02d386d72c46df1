/** What a worker can reach out with. The frame's CSP blocks the network; without these names nobody is tempted to try. */
const doors = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'importScripts',
  'indexedDB',
  'caches',
  'cookieStore',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'Notification',
  'FileReaderSync',
  'StorageManager',
  'close',
  'postMessage',
  'onmessage',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemSyncURL',
]

/**
 * Removes from a worker's global scope what learners' code has no use for and must not have.
 * Call it before any of their code runs, and after keeping what our own code needs.
 */
export function shutDoors(scope: object): void {
  for (
    let owner: object | null = scope;
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner)
  ) {
    for (const name of doors) if (Object.hasOwn(owner, name)) Reflect.deleteProperty(owner, name)
  }
  for (const name of doors) {
    if (name in scope)
      Object.defineProperty(scope, name, { value: undefined, writable: false, configurable: false })
  }
}
