/** The ministry's system as one bureau account reaches it. It speaks interface V3.0 (transport in v3/). */

/** What became of a call. */
export type BureauAnswer<Value> =
  /** The system answered. @param value only with code 0 (download: 0, 1 or 3) */
  | { readonly kind: 'answered'; readonly code: number; readonly text: string; readonly value?: Value }
  /** It was not reached, so it has done nothing. */
  | { readonly kind: 'unsent'; readonly why: string }
  /** No usable answer: time-out, broken line, HTML, a reply that does not parse. What it did is unknown. */
  | { readonly kind: 'unknown'; readonly why: string };

/** A file to upload. */
export interface BureauFile {
  readonly sequence: number;
  /** The ZIP, as it is stored: sent again, it is the same bytes. */
  readonly zip: Uint8Array;
}

/** What was downloaded: decrypted, its hash checked, unzipped. */
export interface Downloaded {
  readonly fileName: string;
  /** The XML, GBK. */
  readonly xml: Uint8Array;
}

export interface Bureau {
  /** The largest ZIP of which `previousUpload` can tell. A larger one is not sent: nobody could learn whether it was taken. */
  readonly mostZipBytes: number;
  /** @returns with code 14 the sequences that the system expects */
  upload(file: BureauFile): Promise<BureauAnswer<undefined> & { readonly expected?: readonly number[] }>;
  /** The file that the system took last. `digest`: SHA-256 of the ZIP, base64url. */
  previousUpload(): Promise<BureauAnswer<{ readonly sequence: number; readonly digest: string }>>;
  download(): Promise<BureauAnswer<Downloaded>>;
  acknowledge(fileName: string): Promise<BureauAnswer<undefined>>;
  /** Whether a domain (condition type 0) or a document number is filed. */
  status(conditionType: number, condition: string): Promise<BureauAnswer<BureauStatus>>;
}

export interface BureauStatus {
  readonly filed: boolean;
  readonly siteName?: string;
  readonly organiserNumber?: string;
  readonly serviceNumber?: string;
}
