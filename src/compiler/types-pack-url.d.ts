declare module 'virtual:mailroom/types-pack' {
  /** Addresses of the types packs, each a JSON asset that holds a `TypesPack`. */
  const urls: import('./language-calls.ts').PackUrls
  export default urls
}
