import type { LanguageCalls, TypesPack } from './language-calls.ts'
import { LanguageService } from './language-service.ts'

class PackDownloadError extends Error {
  override readonly name = 'PackDownloadError'
}

/** What the language worker answers: fetches the types pack first, then asks the service it made of them. */
export function languageAnswers(download: (url: string) => Promise<Response> = fetch): LanguageCalls {
  let service: LanguageService | null = null
  const loaded = (): LanguageService => {
    if (!service) throw new Error('The language service was asked before its types were loaded')
    return service
  }
  return {
    async load({ packUrl }) {
      service = new LanguageService(await fetchPack(packUrl, download))
    },
    update: ({ changed, removed }) => loaded().update(changed, removed),
    check: ({ file }) => loaded().check(file),
    hover: (position) => loaded().hover(position),
    complete: (position) => loaded().complete(position),
  }
}

async function fetchPack(url: string, download: (url: string) => Promise<Response>): Promise<TypesPack> {
  try {
    const response = await download(url)
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    return (await response.json()) as TypesPack
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new PackDownloadError(`the type declarations could not be downloaded (${reason})`, { cause: error })
  }
}
