/**
 * Lets a recorder know a Proxy when it sees one: nothing else tells it apart without a trap of it being called. From here
 * on `Proxy` in this scope keeps a note of all that it makes.
 *
 *     const isProxy = watchProxies(globalThis)
 */
export function watchProxies(scope: { Proxy: ProxyConstructor }): (value: object) => boolean {
  const { construct } = Reflect
  const Original = scope.Proxy
  const proxies = new WeakSet<object>()
  const add = proxies.add.bind(proxies)
  const revocable = (
    target: object,
    handler: ProxyHandler<object>,
  ): ReturnType<typeof Original.revocable> => {
    const made = Original.revocable(target, handler)
    add(made.proxy)
    return made
  }
  scope.Proxy = new Original(Original, {
    construct(target, values, newTarget) {
      const proxy = construct(target, values, newTarget) as object
      add(proxy)
      return proxy
    },
    get: (target, key): unknown => (key === 'revocable' ? revocable : Reflect.get(target, key)),
  })
  return proxies.has.bind(proxies)
}
