declare module 'virtual:mailroom/types-pack' {
  /** Address of the types pack, one JSON asset that holds a `TypesPack`. */
  const url: string
  export default url
}
