/** The analyzer's package has no types. */
declare module '@custom-elements-manifest/analyzer/cli.js' {
  export function cli(options: { argv: readonly string[]; noWrite: boolean }): Promise<unknown>;
}
