/** In the place of ioredis' own: the page has one Redis. */
class Cluster {
  constructor() {
    throw new Error('There is no Redis Cluster here, only one server: new Redis() connects to it')
  }
}

export { Cluster as default }
