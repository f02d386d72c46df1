import { css } from 'lit'

const colours = 6

/** One of six colours for whoever speaks, counted from 0; beyond six they come again. */
export function voiceClass(number: number): string {
  return `voice-${(number % colours) + 1}`
}

export const voiceStyles = css`
  .voice-1 {
    color: var(--voice-1);
  }
  .voice-2 {
    color: var(--voice-2);
  }
  .voice-3 {
    color: var(--voice-3);
  }
  .voice-4 {
    color: var(--voice-4);
  }
  .voice-5 {
    color: var(--voice-5);
  }
  .voice-6 {
    color: var(--voice-6);
  }
`
