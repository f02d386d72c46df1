declare module '*?bundle-text' {
  const script: string
  export default script
}
declare module '*?bundle-text&node' {
  const script: string
  export default script
}
declare module '*?bundle-url' {
  const url: string
  export default url
}
declare module '*?bundle-url&node' {
  const url: string
  export default url
}
declare module '*?bundle-url&client' {
  const url: string
  export default url
}
declare module '*?bundle-url&redis' {
  const url: string
  export default url
}
declare module 'virtual:mailroom/shared-node' {
  const modules: object
  export default modules
}
