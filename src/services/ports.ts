/** Where the course's servers listen, on all addresses of their machine: the ports that lessons dial. */
export const redisPort = 6379

/** Of the mail server: between servers, for a user's mail, and the one that developers' servers use. */
export const smtpPorts: readonly number[] = [25, 587, 1025]
