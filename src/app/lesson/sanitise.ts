import DOMPurify, { type Config } from 'dompurify'

const prefix = 'user-content-'

const config: Config = {
  USE_PROFILES: { html: true, svg: true },
  // Ids and names get a prefix, so that none of them stands for a global or a property of a form.
  SANITIZE_NAMED_PROPS: true,
  FORBID_TAGS: [
    'style',
    'script',
    'form',
    'input',
    'button',
    'select',
    'textarea',
    'option',
    'dialog',
    'audio',
    'video',
  ],
  FORBID_ATTR: ['style', 'srcset', 'ping', 'action', 'formaction'],
  RETURN_DOM_FRAGMENT: true,
}

/**
 * The HTML of a lesson as nodes that can do nothing: no scripts, handlers, forms or styles; svg figures are kept. Links
 * that leave the course open beside it.
 *
 *     element.append(sanitiseLesson(lesson.html))
 */
export function sanitiseLesson(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, { ...config, RETURN_DOM_FRAGMENT: true })
  for (const element of fragment.querySelectorAll('*')) followPrefix(element)
  for (const link of fragment.querySelectorAll('a[href]')) openBeside(link)
  return fragment
}

/** Ids were prefixed; what points at them has to follow: arrow heads and labels of figures. */
function followPrefix(element: Element): void {
  for (const { name, value } of element.attributes) {
    if (name === 'aria-labelledby' || name === 'aria-describedby') {
      element.setAttribute(name, value.split(/\s+/).map(prefixed).join(' '))
    } else if (value.includes('url(')) {
      element.setAttribute(
        name,
        value.replace(/url\((['"]?)#([^'")]+)\1\)/g, (_, __, id: string) => `url(#${prefixed(id)})`),
      )
    } else if (name === 'href' && value.startsWith('#') && !value.startsWith('#/')) {
      element.setAttribute(name, `#${prefixed(value.slice(1))}`)
    }
  }
}

function prefixed(id: string): string {
  return id.startsWith(prefix) ? id : prefix + id
}

function openBeside(link: Element): void {
  if (!/^https?:/i.test(link.getAttribute('href') ?? '')) return
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener noreferrer')
}
