/** What a test asks of the worker in which ioredis lives. */
export type IoredisCalls = {
  plugIn(argument: { port: MessagePort }): void
  talk(argument?: undefined): unknown
  pipeline(count: number): unknown
  inFlight(count: number): unknown
  binary(bytes: Uint8Array): unknown
  keepOpen(argument?: undefined): unknown
  comeBack(argument?: undefined): unknown
  errors(argument?: undefined): unknown
  cannotConnect(argument: { port: number; host: string }): unknown
}
