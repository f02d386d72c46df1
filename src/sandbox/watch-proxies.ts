/**
 * Lets a recorder know a Proxy when it sees one: nothing else tells it apart without a trap of it being called. From here
 * on `Proxy` in this scope keeps a note of all that it makes.
 *
 *     const isProxy = watchProxies(globalThis)
 */
export function watchProxies(scope: { Proxy: ProxyConstructor }): (value: object) => boolean {
  const Original = scope.Proxy
  const { revocable } = Original
  const proxies = new WeakSet<object>()
  const addTo = proxies.add.bind(proxies)
  const has = proxies.has.bind(proxies)
  let hasAny = false
  const add = (proxy: object): void => {
    hasAny = true
    addTo(proxy)
  }
  // A function of its own: in a realm that is frozen, a Proxy of the original could not answer otherwise than that.
  function Watched(target: object, handler: ProxyHandler<object>): object {
    if (!new.target) throw new TypeError("Constructor Proxy requires 'new'")
    const proxy = new Original(target, handler)
    add(proxy)
    return proxy
  }
  const watched = {
    name: 'Proxy',
    prototype: undefined,
    revocable(target: object, handler: ProxyHandler<object>): ReturnType<typeof revocable> {
      const made = revocable(target, handler)
      add(made.proxy)
      return made
    },
  }
  for (const [key, value] of Object.entries(watched)) Object.defineProperty(Watched, key, { value })
  scope.Proxy = Watched as unknown as ProxyConstructor
  // Most programs make none, and every object is asked for.
  return (value) => hasAny && has(value)
}
