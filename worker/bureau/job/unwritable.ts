import type { MinistryCode } from '#protocol/case/submission.ts';

/** A round cannot be written, for a reason that its case is told. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
  readonly trouble: MinistryCode;

  constructor(trouble: MinistryCode) {
    super(trouble.cause);
    this.trouble = trouble;
  }
}
