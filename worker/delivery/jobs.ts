/** Work that is done after a request: a port. */

/** What to go on with. A job says where there is work, not what: doing it twice, or for nothing, is harmless. */
export type Job =
  /** Goes on with a case. */
  | { readonly kind: 'case'; readonly id: string }
  /** Sends, downloads and answers for a bureau account. */
  | { readonly kind: 'account'; readonly id: string }
  /** Sends a tenant's webhooks. */
  | { readonly kind: 'feed'; readonly id: string };

/** A lost job costs time and nothing else: whatever has work also wakes by itself. */
export interface Jobs {
  send(job: Job): Promise<void>;
}
