/** `node:http` and `node:https`: no request leaves the page. */

function refuse(): never {
  const message =
    'There is no web in the page’s network. Send what you have: give `content` instead of `href` or of an address in `path`'
  throw Object.assign(new Error(message), { code: 'ERR_WEB_UNAVAILABLE' })
}

export { refuse as request, refuse as get }
