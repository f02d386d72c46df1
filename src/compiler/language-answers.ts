import type { LanguageCalls, PackUrls, TypesPack } from './language-calls.ts'
import { LanguageService } from './language-service.ts'

class PackDownloadError extends Error {
  override readonly name = 'PackDownloadError'
}

type Download = (url: string) => Promise<Response>

/** How long answers wait for a package's types; after that they come without type errors. */
const packagePatienceMs = 5000

/** What the language worker answers: fetches the types pack first, then asks the service it made of them. */
export function languageAnswers(download: Download = fetch): LanguageCalls {
  let service: LanguageService | null = null
  let packages: PackUrls['packages'] = {}
  /** Of each package that a file has asked for: settles when answers need wait for it no longer. */
  const arrivals = new Map<string, Promise<unknown>>()
  const loaded = (): LanguageService => {
    if (!service) throw new Error('The language service was asked before its types were loaded')
    return service
  }
  const complete = async (): Promise<LanguageService> => {
    await Promise.all(arrivals.values())
    return loaded()
  }
  const fetchPackage = async (name: string): Promise<void> => {
    try {
      loaded().addPackage(name, await fetchPack(packages[name] ?? '', download))
    } catch {
      // The next change of a file asks for it again.
      arrivals.delete(name)
    }
  }
  return {
    async load(urls) {
      packages = urls.packages
      service = new LanguageService(await fetchPack(urls.base, download), Object.keys(packages))
    },
    update({ changed, removed }) {
      loaded().update(changed, removed)
      for (const name of loaded().missingPackages()) {
        if (!arrivals.has(name)) arrivals.set(name, atMost(packagePatienceMs, fetchPackage(name)))
      }
    },
    check: async ({ file }) => (await complete()).check(file),
    hover: async (position) => (await complete()).hover(position),
    complete: async (position) => (await complete()).complete(position),
  }
}

/** Settles with the work, or when the time is up. */
function atMost(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    void work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

async function fetchPack(url: string, download: Download): Promise<TypesPack> {
  try {
    const response = await download(url)
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    return (await response.json()) as TypesPack
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new PackDownloadError(`the type declarations could not be downloaded (${reason})`, { cause: error })
  }
}
