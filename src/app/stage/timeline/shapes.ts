import type { Shape } from './marks.ts'

/** Outlines around (0, 0), in pixels, as SVG writes them. */
export const outlines: { readonly [S in Shape]: string } = {
  square: 'M-3-4h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z',
  'square-open': 'M-3.500-3.500h7v7h-7z',
  diamond: 'M0-5 5 0 0 5-5 0z',
  'diamond-open': 'M0-4.500 4.500 0 0 4.500-4.500 0z',
  envelope: 'M-6-4.500h12v9h-12zM-6-4.500 0 .8 6-4.500',
  tick: 'M0-4v8',
  lines: 'M-4-3h8M-4 0h8M-4 3h4.500',
  circle: 'M-3.800 0a3.800 3.800 0 1 0 7.600 0a3.800 3.800 0 1 0-7.600 0z',
  'circle-open': 'M-3.500 0a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0z',
  start: 'M-3.500-5 5 0-3.500 5z',
  end: 'M-4-4h8v8h-8zM-1.500-1.500v3h3v-3z',
  down: 'M-5-3.500h10l-5 8z',
  dot: 'M-1.800 0a1.800 1.800 0 1 0 3.600 0a1.800 1.800 0 1 0-3.600 0z',
  enter: 'M-2-4 2.500 0-2 4',
  leave: 'M2-4-2.500 0 2 4',
  flag: 'M-3-6h1v1h6l-2 2.500 2 2.500h-6v6h-1z',
  gap: 'M-3-7 2-2.500-2 2.500 3 7',
  cross: 'M-4-4 4 4M4-4-4 4',
  check: 'M-4.500 0-1.500 3.500 4.500-4',
  hourglass: 'M-4-5h8L.8 0 4 5h-8L-.8 0z',
}

/** The shapes as paths, made once. */
export function makeShapes(): { readonly [S in Shape]: Path2D } {
  const paths = Object.entries(outlines).map(([shape, outline]) => [shape, new Path2D(outline)] as const)
  return Object.fromEntries(paths) as { readonly [S in Shape]: Path2D }
}
