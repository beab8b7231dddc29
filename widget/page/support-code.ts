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

/** What does not prevent the run: the page's policy, which an iframe of the verifier's does not have, and plain information. */
export const noteCodes = ['thread-refused', 'wasm-refused', 'webgpu-missing', 'storage-missing'] as const;
export type NoteCode = (typeof noteCodes)[number];

/** What the problems amount to for the person, who can do something about these. */
export const environmentCodes = ['page-insecure', 'camera-forbidden', 'browser-in-app', 'browser-unsupported'] as const;
export type EnvironmentCode = (typeof environmentCodes)[number];
