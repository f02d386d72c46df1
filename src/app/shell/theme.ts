import type { Settings } from '../../workspace/settings.ts'
import { remember } from './page-memory.ts'

export type Theme = Settings['theme']

const paper = { light: '#faf6ee', dark: '#1c1a17' }

/**
 * Puts a theme on the page: `color-scheme` picks the side of every light-dark() in tokens.css. Also noted for
 * index.html, which sets it before the first paint of the next visit.
 */
export function applyTheme(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const ofSystem = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = paper[theme === 'system' ? ofSystem : theme]
  }
  remember('theme', theme)
}

/** The next one of the header's theme button. */
export function nextTheme(theme: Theme): Theme {
  return theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system'
}
