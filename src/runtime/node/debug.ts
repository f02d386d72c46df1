/**
 * The package `debug`, by which ioredis tells what it does when Node's environment asks for it: here nobody can. Looking for
 * its settings, the package would throw three times at the start of every worker, and ask for them again with each command.
 */
const debug = (namespace: string): object => ({
  namespace,
  enabled: false,
  destroy: () => undefined,
  log: () => undefined,
})

const named = Object.assign(debug, { default: debug })

// `require('debug')` is itself the function, and its own default.
export { named as 'module.exports' }
