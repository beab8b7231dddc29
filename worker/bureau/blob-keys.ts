/** Keys of the blobs of bureau accounts (docs/storage.md). Each file has a key of its own, so that it can be deleted for good. */

/** A ZIP that is sent. @param n of the file in its account */
export const uploadKey = (account: string, n: number): string => `accounts/${account}/upload-${n}`;

/** The XML of a download. @param digest SHA-256, base64url */
export const downloadKey = (account: string, digest: string): string => `accounts/${account}/download-${digest}`;

/** The name under which the file's sealing key is kept; undefined for a blob of a session or a case. */
export const fileOf = (blobKey: string): string | undefined =>
  /^accounts\/[a-z0-9-]+\/(upload|download)-[\w-]+$/.test(blobKey) ? blobKey : undefined;
