/**
 * What must be known before the workspace is open, or has no place in it. Small, never needed: a browser that refuses
 * storage forgets it.
 */
export type PageMemory = 'theme' | 'question-key'

export function remember(key: PageMemory, value: string): void {
  try {
    localStorage.setItem(`mailroom-${key}`, value)
  } catch {
    // Blocked or full: the page works without.
  }
}

export function recall(key: PageMemory): string | null {
  try {
    return localStorage.getItem(`mailroom-${key}`)
  } catch {
    return null
  }
}
