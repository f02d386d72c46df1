/** An entry of the music catalogue, as `https://api.example.com/music/<id>` gives it in JSON. */
export interface MusicEntry {
  readonly id: number
  readonly title: string
  readonly artist: string
  readonly year: number
  /** 0.0 to 5.0. */
  readonly rating: number
  readonly isLive: boolean
  /** Year, null if it never was. */
  readonly reissued: number | null
  readonly genres: readonly string[]
  readonly label: { readonly name: string; readonly country: string }
  readonly tracks: readonly { readonly title: string; readonly seconds: number }[]
}

/** What is out of the ordinary about an id. */
export type MusicFault =
  /** There is no such entry: 404. */
  | { readonly kind: 'missing' }
  /** 503 so many times, then the entry; `Infinity`: never the entry. */
  | { readonly kind: 'busy'; readonly times: number }
  /** The answer as a whole comes late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The head of the answer comes in time, its body in ten pieces over so long. */
  | { readonly kind: 'drip'; readonly ms: number }
  /** 500, each time. */
  | { readonly kind: 'broken' }
  /** 200, and half of the JSON. */
  | { readonly kind: 'cut' }
  /** 200, and the connection breaks off in the middle of the body. */
  | { readonly kind: 'lost' }

/**
 * The catalogue has the ids 1 to 99. An ordinary entry is answered with 200 after 40 to 119 ms, always the same for the
 * same id. The others:
 *
 * | id              | answer                                                              |
 * | --------------- | ------------------------------------------------------------------- |
 * | 4, 14, 24       | 404, as for all that is no id from 1 to 99                          |
 * | 7, 17, 27       | 503 for the first ask, the first two, the first three; then the entry |
 * | 13              | 503 for ever                                                        |
 * | 9, 19           | the entry, after 1.5 s, after 3 s                                   |
 * | 29              | the head at once, the body in ten pieces over 2 s                   |
 * | 33              | 500                                                                 |
 * | 36              | 200 with JSON that stops in the middle                              |
 * | 39              | 200, and the connection breaks off in the middle of the body        |
 *
 * Asks are counted from the start of each run, check or test file, and for each thread: a thread is a client of its own.
 */
export const musicFaults: ReadonlyMap<number, MusicFault> = new Map<number, MusicFault>([
  [4, { kind: 'missing' }],
  [14, { kind: 'missing' }],
  [24, { kind: 'missing' }],
  [7, { kind: 'busy', times: 1 }],
  [17, { kind: 'busy', times: 2 }],
  [27, { kind: 'busy', times: 3 }],
  [13, { kind: 'busy', times: Infinity }],
  [9, { kind: 'slow', ms: 1500 }],
  [19, { kind: 'slow', ms: 3000 }],
  [29, { kind: 'drip', ms: 2000 }],
  [33, { kind: 'broken' }],
  [36, { kind: 'cut' }],
  [39, { kind: 'lost' }],
])

export const lastMusicId = 99

const adjectives = ['Blue', 'Silent', 'Golden', 'Broken', 'Electric', 'Distant', 'Little', 'Midnight']
const nouns = [
  'River',
  'Letter',
  'Queue',
  'Garden',
  'Engine',
  'Harbour',
  'Signal',
  'Window',
  'Orchard',
  'Postman',
  'Lantern',
  'Train',
  'Winter',
]
const artists = ['The Producers', 'Ada & the Workers', 'Round Robin', 'Ólafur Björn', 'Dead Letters']
const genres = ['jazz', 'folk', 'rock', 'ambient', 'soul', 'electronic']
const labels = [
  { name: 'First Out', country: 'IS' },
  { name: 'Backlog Records', country: 'NL' },
  { name: 'Tape & Paper', country: 'JP' },
]

/** The entry that a number from 1 to 99 stands for; titles differ for all of them. */
export function musicEntry(id: number): MusicEntry {
  const year = 1955 + ((id * 37) % 65)
  return {
    id,
    title: `${pick(adjectives, id)} ${pick(nouns, id)}`,
    artist: pick(artists, id * 3),
    year,
    rating: ((id * 13) % 51) / 10,
    isLive: id % 5 === 0,
    reissued: id % 3 === 0 ? year + 5 : null,
    genres: [pick(genres, id), pick(genres, id * 2 + 1)],
    label: pick(labels, id),
    tracks: Array.from({ length: 2 + (id % 3) }, (_, at) => ({
      title: `${pick(nouns, id + at + 1)} ${at + 1}`,
      seconds: 120 + ((id * 31 + at * 47) % 240),
    })),
  }
}

/** How long an ordinary answer takes: 40 to 119 ms. */
export function musicDelay(id: number): number {
  return 40 + ((id * 29) % 80)
}

function pick<T>(list: readonly T[], number: number): T {
  const item = list[number % list.length]
  if (item === undefined) throw new RangeError(`Nothing to pick from for ${number}`)
  return item
}
