/** The tfjs backends that can run the models in a browser. */

export const backends = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;
export type Backend = (typeof backends)[number];
