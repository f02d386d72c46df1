/** A page of the two example sites. */
export interface ExamplePage {
  readonly status: 200 | 500 | 503
  readonly html: string
  /** Until the answer comes, and, for a page that drips in, until all of it is there. */
  readonly headMs: number
  readonly bodyMs: number
}

/**
 * Pages by host and path, the same with `http:` and `https:`. All else there is 404.
 *
 * | address                | answer                                             |
 * | ---------------------- | -------------------------------------------------- |
 * | `example.com/`         | 200 after 60 ms: what such a domain is for          |
 * | `example.com/about`    | 200 after 90 ms, shorter                           |
 * | `example.com/news`     | 200 after 120 ms, by far the longest               |
 * | `example.com/empty`    | 200 after 30 ms, a text of length 0                |
 * | `example.com/slow`     | 200 after 2 s                                      |
 * | `example.com/drip`     | 200 at once, its text in ten pieces over 2 s       |
 * | `example.com/error`    | 500 after 40 ms                                    |
 * | `example.org/`         | 200 after 75 ms                                    |
 * | `example.org/words`    | 200 after 50 ms, letters beyond ASCII              |
 * | `example.org/numbers`  | 200 after 110 ms, long                             |
 * | `example.org/slow`     | 200 after 5 s                                      |
 * | `example.org/down`     | 503 after 40 ms, each time                         |
 */
export const examplePages: ReadonlyMap<string, ExamplePage> = new Map([
  [
    'example.com/',
    page(60, 'An example', [
      'This site is there to be named in examples. Nobody has to be asked before, and nobody lives here.',
      'Whatever you fetch from it is made on your own machine: <a href="/about">about</a>, <a href="/news">news</a>.',
    ]),
  ],
  ['example.com/about', page(90, 'About', ['Kept by nobody, for everybody.'])],
  [
    'example.com/news',
    page(
      120,
      'News',
      lines(60, (number) => `Day ${number}: again nothing has happened.`),
    ),
  ],
  ['example.com/empty', { status: 200, html: '', headMs: 30, bodyMs: 0 }],
  ['example.com/slow', page(2000, 'Slow', ['Thank you for waiting two seconds.'])],
  [
    'example.com/drip',
    {
      ...page(
        20,
        'Drip',
        lines(10, (number) => `Drop ${number}.`),
      ),
      bodyMs: 2000,
    },
  ],
  ['example.com/error', { ...page(40, 'Error', ['Something in this server broke.']), status: 500 }],
  ['example.org/', page(75, 'Another example', ['The same kind of place, with an address of its own.'])],
  ['example.org/words', page(50, 'Words', ['Grüße, señor, ćmy, Ελλάδα, 信, ✉️ 🎵.'])],
  [
    'example.org/numbers',
    page(
      110,
      'Numbers',
      lines(30, (number) => `${number} × ${number} = ${number ** 2}`),
    ),
  ],
  ['example.org/slow', page(5000, 'Slower', ['Thank you for waiting five seconds.'])],
  ['example.org/down', { ...page(40, 'Down', ['Closed for repairs.']), status: 503 }],
])

/** Of what is not there. */
export const missingPage = page(40, 'Not found', ['There is no such page here.']).html

function page(headMs: number, title: string, paragraphs: readonly string[]): ExamplePage {
  const body = paragraphs.map((text) => `    <p>${text}</p>`).join('\n')
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
  </head>
  <body>
    <h1>${title}</h1>
${body}
  </body>
</html>
`
  return { status: 200, html, headMs, bodyMs: 0 }
}

function lines(count: number, line: (number: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => line(index + 1))
}
