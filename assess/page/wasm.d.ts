/** Vite gives such a file an address of its own. */
declare module '*.wasm?url' {
  const url: string;
  export default url;
}
