import DOMPurify, { type Config } from 'dompurify'
import type { MailAttachment } from './inbox-message.ts'

export interface SafeHtml {
  /** For an iframe's `srcdoc`, with `sandbox=""`. */
  readonly document: string
  /** What was taken out, in words: `2 scripts`. */
  readonly removed: readonly string[]
  /** Whether there are links, which lead nowhere here. */
  readonly hasLinks: boolean
}

/** First in the head, it holds for all that follows; a sandbox alone would still fetch pictures. */
const policy =
  "default-src 'none'; img-src data: cid:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'; frame-src 'none'"

/** Paper is white, as in every mail program: mails rely on it, whatever the page's theme. */
const paper =
  ':root{color-scheme:light}body{margin:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%}'

const config: Config = {
  USE_PROFILES: { html: true },
  // Styles in a head are kept, since they are parsed as if they stood in the body.
  FORCE_BODY: true,
  FORBID_TAGS: [
    'form',
    'input',
    'button',
    'select',
    'textarea',
    'option',
    'dialog',
    'audio',
    'video',
    'area',
  ],
  FORBID_ATTR: ['srcset', 'ping', 'action', 'formaction', 'target', 'usemap'],
}

const pictureType = /^image\/(?:png|jpe?g|gif|webp|avif|bmp|svg\+xml)$/
const remoteInStyle = /url\(\s*(['"]?)(?!\s*['"]?(?:data:|cid:))[^)]*\)|@import[^;]*;?/gi

/** Kinds of what is taken out: one, and several. */
const kinds = {
  script: ['script', 'scripts'],
  handler: ['event handler', 'event handlers'],
  picture: ['remote picture', 'remote pictures'],
  missing: ['picture that is not attached', 'pictures that are not attached'],
  form: ['form or field', 'forms or fields'],
  page: ['embedded page', 'embedded pages'],
  drawing: ['drawing (SVG)', 'drawings (SVG)'],
  refresh: ['redirect', 'redirects'],
  sheet: ['remote style sheet', 'remote style sheets'],
  media: ['sound or film', 'sounds or films'],
  other: ['other unsafe part', 'other unsafe parts'],
} as const

type Kind = keyof typeof kinds

const kindsOfTags: { readonly [tag: string]: Kind | null } = {
  SCRIPT: 'script',
  NOSCRIPT: null,
  FORM: 'form',
  INPUT: 'form',
  BUTTON: 'form',
  SELECT: 'form',
  TEXTAREA: 'form',
  OPTION: null,
  IFRAME: 'page',
  FRAME: 'page',
  FRAMESET: 'page',
  OBJECT: 'page',
  EMBED: 'page',
  SVG: 'drawing',
  META: null,
  LINK: 'sheet',
  AUDIO: 'media',
  VIDEO: 'media',
  TITLE: null,
  REMOVE: null,
  '#COMMENT': null,
}

/**
 * HTML of a mail as a document that can do nothing and fetches nothing; pictures that came with the mail are in it.
 *
 *     const { document, removed } = safeHtml(message.html, message.attachments)
 *     html`<iframe sandbox="" referrerpolicy="no-referrer" srcdoc=${document}></iframe>`
 */
export function safeHtml(source: string, attachments: readonly MailAttachment[]): SafeHtml {
  // One of its own: its hooks are for mail.
  const purifier = DOMPurify(window)
  const counts = new Map<Kind, number>()
  let hasLinks = false
  const count = (kind: Kind | null | undefined): void => {
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  purifier.addHook('afterSanitizeAttributes', (element) => {
    quietImage(element, attachments, count)
    quietStyles(element, count)
    hasLinks = quietLink(element) || hasLinks
  })
  const body = purifier.sanitize(source, { ...config, RETURN_TRUSTED_TYPE: false })
  for (const entry of purifier.removed) count(kindOf(entry))
  const removed = [...counts].map(([kind, number]) => `${number} ${kinds[kind][number === 1 ? 0 : 1]}`)
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><meta charset="utf-8"><style>${paper}</style>`
  return {
    document: `<!doctype html><html><head>${head}</head><body>${body}</body></html>`,
    removed,
    hasLinks,
  }
}

function kindOf(entry: (typeof DOMPurify.removed)[number]): Kind | null | undefined {
  if ('element' in entry) {
    const { element } = entry
    const tag = element.nodeName.toUpperCase()
    const isRefresh = tag === 'META' && element instanceof Element && element.hasAttribute('http-equiv')
    if (isRefresh) return 'refresh'
    return tag in kindsOfTags ? kindsOfTags[tag] : 'other'
  }
  const name = entry.attribute?.name.toLowerCase() ?? ''
  if (name.startsWith('on')) return 'handler'
  if (name === 'srcset') return 'picture'
  return /^(?:href|src|xlink:href|action|formaction)$/.test(name) ? 'other' : null
}

function quietImage(
  element: Element,
  attachments: readonly MailAttachment[],
  count: (kind: Kind) => void,
): void {
  if (element.hasAttribute('background')) {
    element.removeAttribute('background')
    count('picture')
  }
  const source = element.getAttribute('src')?.trim() ?? ''
  if (source === '' || /^data:image\//i.test(source)) return
  const isAttached = /^cid:/i.test(source)
  const address = isAttached ? pictureOf(source.slice(4), attachments) : null
  if (address) return element.setAttribute('src', address)
  element.removeAttribute('src')
  count(isAttached ? 'missing' : 'picture')
}

/** An attached picture as an address that holds all of it. */
function pictureOf(contentId: string, attachments: readonly MailAttachment[]): string | null {
  const found = attachments.find((attachment) => attachment.contentId === decoded(contentId))
  if (!found || !pictureType.test(found.type)) return null
  let text = ''
  for (const byte of found.bytes) text += String.fromCharCode(byte)
  return `data:${found.type};base64,${btoa(text)}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function quietStyles(element: Element, count: (kind: Kind) => void): void {
  const quiet = (css: string): string =>
    css.replace(remoteInStyle, () => {
      count('picture')
      return ''
    })
  const style = element.getAttribute('style')
  if (style !== null) element.setAttribute('style', quiet(style))
  if (element.localName === 'style') element.textContent = quiet(element.textContent)
}

/** A link would lead the frame away; its address is only told. Returns whether it was one. */
function quietLink(element: Element): boolean {
  const address = element.getAttribute('href')
  if (address === null) return false
  element.removeAttribute('href')
  if (address.startsWith('#')) return false
  element.setAttribute('title', address)
  element.setAttribute('style', `${element.getAttribute('style') ?? ''};text-decoration:underline`)
  return true
}
