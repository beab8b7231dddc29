/** Why a request was refused. Codes are stable: relying parties branch on them. `status` is the HTTP status. */
export const refusals = {
  'request-malformed': { status: 400, message: 'The request does not match its schema.' },
  'request-too-large': { status: 413, message: 'The body is larger than this route accepts.' },
  'api-key-invalid': { status: 401, message: 'The API key is missing or unknown.' },
  'seed-forbidden': { status: 403, message: 'Only an assessor may set a seed for the challenges.' },
  'assessor-only': { status: 403, message: 'Only an assessor may read and replay evidence.' },
  'policy-unknown': { status: 400, message: 'No appraisal policy has that name.' },
  'idempotency-mismatch': { status: 409, message: 'The idempotency key was used with another request.' },
  'sandbox-local-only': { status: 421, message: 'The sandbox answers on localhost only.' },
  'tenant-unknown': { status: 404, message: 'No tenant has that name.' },
  'session-unknown': { status: 404, message: 'There is no such session.' },
  'session-expired': { status: 410, message: 'The session is older than its lifetime.' },
  'session-withdrawn': { status: 410, message: 'The session was withdrawn and its data was deleted.' },
  'session-finished': { status: 409, message: 'The person is already verified, so nothing more is captured.' },
  'token-missing': { status: 401, message: 'The request has no session token.' },
  'token-invalid': { status: 401, message: 'The session token was not signed by this verifier.' },
  'token-expired': { status: 401, message: 'The session token is older than its lifetime.' },
  'token-foreign': { status: 403, message: 'The token belongs to another session.' },
  'withdrawal-invalid': { status: 401, message: 'The withdrawal token was not signed by this verifier.' },
  'withdrawal-expired': { status: 410, message: 'The data that the withdrawal token was for is no longer kept.' },
  'dpop-missing': { status: 401, message: 'The request has no DPoP proof.' },
  'dpop-invalid': { status: 401, message: 'The DPoP proof does not match this request.' },
  'dpop-nonce-required': { status: 401, message: 'The DPoP proof needs the nonce in the DPoP-Nonce header.' },
  'dpop-replayed': { status: 401, message: 'The DPoP proof was already used.' },
  'key-mismatch': { status: 400, message: 'The key in the body is not the key of the DPoP proof.' },
  'key-foreign': { status: 403, message: 'The session is bound to another key.' },
  'key-missing': { status: 409, message: 'The session is not bound to a key yet.' },
  'consent-missing': { status: 403, message: 'The person has not consented.' },
  'consent-outdated': { status: 409, message: 'The consent is for another text, or lacks a required purpose.' },
  'challenge-unknown': { status: 404, message: 'The session has no such challenge.' },
  'challenge-forged': { status: 401, message: 'The challenge was not signed by this verifier.' },
  'challenge-expired': { status: 409, message: 'The challenge is older than its lifetime.' },
  'challenge-replaced': { status: 409, message: 'A newer challenge has replaced this one.' },
  'challenge-replayed': { status: 409, message: 'The challenge was already answered.' },
  'portrait-unknown': { status: 404, message: 'The challenge has no portrait.' },
  'more-time-unavailable': { status: 409, message: 'The policy of this session has no version with more time.' },
  'attempts-paused': { status: 429, message: 'Too many failed attempts: wait before the next one.' },
  'attempts-exhausted': { status: 403, message: 'The session has no attempts left.' },
  'window-out-of-order': { status: 409, message: 'Windows are disclosed in order, once each.' },
  'window-early': { status: 409, message: 'The previous window has not ended.' },
  'window-hash-stale': { status: 409, message: 'The running hash is still that of the previous window.' },
  'part-out-of-order': {
    status: 409,
    message: 'Parts of a trace are sent in order, each after its window was disclosed.',
  },
  'trace-ended': { status: 409, message: 'The trace has ended with another running hash.' },
  'evidence-malformed': {
    status: 400,
    message: 'The evidence statement is not signed by this session’s key or does not parse.',
  },
  'evidence-mismatch': { status: 400, message: 'The trace, frames or root do not match the signed statement.' },
  'evidence-incomplete': { status: 409, message: 'The evidence arrived before all windows were disclosed.' },
  'evidence-late': { status: 409, message: 'The evidence arrived after its deadline.' },
  'trace-malformed': { status: 400, message: 'The trace does not decode.' },
  'trace-oversized': { status: 413, message: 'The trace has more frames than the policy allows.' },
  'trace-non-monotonic': {
    status: 400,
    message: 'The times in the trace do not rise by at least 20 ms from record to record.',
  },
  'frames-late': { status: 409, message: 'The frames arrived after their deadline.' },
  'frames-missing': { status: 409, message: 'The session is not waiting for frames.' },
  'bundle-unsealed': {
    status: 400,
    message: 'The bundle has no seal of this verifier. It is older than seals, or another program made it.',
  },
  'bundle-altered': {
    status: 400,
    message: 'The policy, the windows, the times or the choice of frames are not those that this verifier sealed.',
  },
  'upload-underway': {
    status: 409,
    message: 'The frames of this challenge are being uploaded: wait for the end of it.',
  },
  'upload-slow': { status: 400, message: 'The upload stopped, or was slower than 40 kbit/s.' },
  'upload-broken': { status: 400, message: 'The connection broke during the upload.' },
  'verifier-busy': { status: 429, message: 'The verifier is busy: send the same request again after the given time.' },
  'reports-exhausted': { status: 403, message: 'The session accepts no more failure reports.' },
  'scope-missing': { status: 403, message: 'The API key lacks the scope that this route needs.' },
  'case-unknown': { status: 404, message: 'There is no such case.' },
  'case-withdrawn': { status: 410, message: 'The case was withdrawn and its data was deleted.' },
  'case-exhausted': { status: 403, message: 'The case accepts no more changes, because its timeline is full.' },
  'case-closed': { status: 409, message: 'The case is in a state that does not allow this.' },
  'case-changed': { status: 412, message: 'The case was changed meanwhile: read it again.' },
  'version-missing': { status: 428, message: 'The request needs If-Match with the version of the case.' },
  'channel-forbidden': { status: 403, message: 'The province or the configuration does not allow this channel.' },
  'filing-invalid': { status: 422, message: 'The filing record has faults; each is listed by its path.' },
  'record-changed': { status: 409, message: 'The record is not the one that this request is about.' },
  'subject-unknown': { status: 404, message: 'The case has no such subject.' },
  'subject-digest-stale': { status: 409, message: 'What the person was shown has changed: show it again.' },
  'seed-with-case': { status: 400, message: 'A session with a seed cannot belong to a case.' },
  'case-not-bound': { status: 409, message: 'The session belongs to no case.' },
  'document-kind-unknown': { status: 404, message: 'There is no document of this kind.' },
  'document-malformed': {
    status: 422,
    message: 'The fields do not match the kind of document, or the picture is no JPEG.',
  },
  'picture-unknown': { status: 404, message: 'The case has no such picture.' },
  'reason-missing': { status: 400, message: 'A picture is shown only for a stated reason.' },
  'case-incomplete': { status: 409, message: 'Something is missing or disagrees; each reason is listed.' },
  'comparisons-exhausted': { status: 429, message: 'Too many comparisons of this document were not confirmed today.' },
  'authority-missing': { status: 503, message: 'The provider has no authority database configured for this question.' },
  'case-not-in-review': { status: 409, message: 'The case is not in review.' },
  'reviewer-same': { status: 409, message: 'The second approval has to come from another reviewer.' },
  'call-back-missing': {
    status: 409,
    message: 'An approval needs a call-back that reached the person and confirmed the contacts.',
  },
  'evidence-unknown': { status: 422, message: 'The case has no evidence with this digest.' },
  'form-refused': { status: 422, message: 'The form cannot be released; each finding is listed.' },
  'form-unknown': { status: 404, message: 'The case has no form for this service.' },
  'signature-refused': { status: 422, message: 'The signature does not match the document, the name or the key.' },
  'case-handed-over': { status: 409, message: 'The case was handed over to the ministry: wait for its answer.' },
  'bureau-missing': { status: 503, message: 'The provider has no bureau account for this province.' },
  'code-withdrawn': {
    status: 422,
    message: 'The bureau’s code tables no longer have a code of the record; each is listed.',
  },
  'account-unknown': { status: 404, message: 'The provider has no such bureau account.' },
  'account-stopped': {
    status: 409,
    message: 'The bureau account is stopped until it is resumed; the cause is listed.',
  },
  'bureau-unanswered': { status: 503, message: 'The bureau was not reached, or gave no usable answer.' },
  'bureau-refused': { status: 502, message: 'The bureau answered with a code of its own; it is listed.' },
  'webhook-unknown': { status: 404, message: 'There is no such webhook endpoint.' },
  'webhook-forbidden': { status: 422, message: 'The address is not a public HTTPS address.' },
  'webhook-disabled': { status: 409, message: 'The webhook endpoint is disabled: enable it first.' },
  'webhooks-exhausted': { status: 403, message: 'The provider has as many webhook endpoints as it may have.' },
  'route-unknown': { status: 404, message: 'There is no such route.' },
} as const;

export type RefusalCode = keyof typeof refusals;
export type RefusalStatus = (typeof refusals)[RefusalCode]['status'];

/** The one error that the verifier throws on purpose. Any other error is a bug and answers 500. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly status: RefusalStatus;
  /** How long to wait before the next try; undefined if waiting does not help. */
  readonly retryAfterMs: number | undefined;
  /** Which fields of the request are wrong, and how. It never repeats a value. */
  readonly detail: string | undefined;
  /** Everything that is wrong, each with its code. */
  readonly faults: readonly object[] | undefined;

  /** @param options.cause the original error; logged, never sent to the client */
  constructor(
    code: RefusalCode,
    options?: {
      cause?: unknown;
      retryAfterMs?: number | undefined;
      detail?: string | undefined;
      faults?: readonly object[] | undefined;
    },
  ) {
    super(refusals[code].message, options);
    this.code = code;
    this.status = refusals[code].status;
    this.retryAfterMs = options?.retryAfterMs;
    this.detail = options?.detail;
    this.faults = options?.faults;
  }
}
