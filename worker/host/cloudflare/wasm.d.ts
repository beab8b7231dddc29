/** Wrangler and vitest's plugin give a compiled module for a file of this name. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
