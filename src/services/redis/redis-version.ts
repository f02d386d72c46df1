/** The version whose behaviour this server has, as HELLO and INFO tell it. */
export const redisVersion = '7.0.15'
