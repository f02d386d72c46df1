/** In the place of ioredis' own: the page has one Redis. */
class Cluster {
  constructor() {
    throw new Error('There is no Redis Cluster here, only one server: new Redis() connects to it')
  }
}

// oxlint-disable-next-line import/no-default-export -- it stands for a module that has one
export { Cluster as default }
