/** `node:os`: a machine without a name of its own, on no other network. */

export const EOL = '\n'

export const hostname = (): string => 'localhost'

export const networkInterfaces = (): object => ({})

export const platform = (): string => 'browser'
