/** Codes of what `checkSupport` finds. */

/** What nothing on this page can mend. */
export const problemCodes = [
  'page-insecure',
  'camera-forbidden',
  'camera-missing',
  'wasm-missing',
  'thread-missing',
  'canvas-missing',
  'browser-old',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What does not prevent the check: the page's policy, which an iframe of the verifier's does not have; and what is only useful to know. */
export const noteCodes = ['thread-refused', 'wasm-refused', 'webgpu-missing', 'storage-missing'] as const;
export type NoteCode = (typeof noteCodes)[number];
