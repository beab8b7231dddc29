/** Why the models could not be made. The codes are stable. */
const reasons = {
  'package-unexpected': 'The model package is not the pinned one.',
  'asset-missing': 'The model package does not have this asset.',
  'asset-malformed': 'The asset cannot be read.',
  'operator-unsupported': 'The model uses an operator, or an option of an operator, that cannot be converted.',
  'output-unknown': 'The model has no such output.',
  'manifest-malformed': 'The manifest cannot be read.',
  'manifest-mismatch': 'A model file is not the one in the manifest.',
} as const;

export type ConversionErrorCode = keyof typeof reasons;

/** The one error that the build throws on purpose. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
  readonly code: ConversionErrorCode;

  /** @param detail the path, tensor, operator or digests that the message is about */
  constructor(code: ConversionErrorCode, detail: string) {
    super(`${reasons[code]} (${code}: ${detail})`);
    this.code = code;
  }
}
