export function prepareThread(data: unknown): void {
  Reflect.set(globalThis, 'prepared', data)
}
