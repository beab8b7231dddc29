/** Why the models could not be made. Stable; `detail` says which file, tensor or operator. */
const reasons = {
  'package-unexpected': 'The model package is not the pinned one.',
  'asset-missing': 'The model package does not hold this asset.',
  'asset-malformed': 'The asset cannot be read.',
  'operator-unsupported': 'The model has an operator, or an option of one, that is not converted.',
  'output-unknown': 'The model has no such output.',
  'manifest-malformed': 'The manifest cannot be read.',
  'manifest-mismatch': 'A model file is not the one in the manifest.',
} as const;

export type ConversionErrorCode = keyof typeof reasons;

/** The one error that the build throws on purpose. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
  readonly code: ConversionErrorCode;

  /** @param detail what it was: a path, a tensor, an operator, two digests */
  constructor(code: ConversionErrorCode, detail: string) {
    super(`${reasons[code]} (${code}: ${detail})`);
    this.code = code;
  }
}
