/** Codes of what `checkSupport` finds. */

/** What prevents the verification and cannot be corrected on this page. */
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

/**
 * What does not prevent the run: a policy of this page, which an iframe of the verifier does not have, or mere
 * information.
 */
export const noteCodes = ['thread-refused', 'wasm-refused', 'webgpu-missing', 'storage-missing'] as const;
export type NoteCode = (typeof noteCodes)[number];

/** The problems in the terms of the person, who can do something about each. */
export const environmentCodes = ['page-insecure', 'camera-forbidden', 'browser-in-app', 'browser-unsupported'] as const;
export type EnvironmentCode = (typeof environmentCodes)[number];
