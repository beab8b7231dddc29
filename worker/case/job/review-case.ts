/** A reviewer's decision. An approval is stored only if every form of it can be released. */
import type { SubmitReview } from '#protocol/case/review.ts';
import { jsonDigest } from '#protocol/filing/digest.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { ApiKey, Tenant } from '../../tenant/tenant.ts';
import { basisOf } from '../basis.ts';
import { resolveReview } from '../review.ts';
import type { LiveCase } from '../state.ts';
import { collected } from './collect.ts';
import { readFiling } from './filing.ts';
import { indexed } from './index-line.ts';
import { findingsOf } from './make-forms.ts';
import type { CaseWork } from './parts.ts';
import { resumeLater } from './resume.ts';

export interface GivenReview {
  readonly tenant: Tenant;
  readonly key: ApiKey;
  readonly idempotencyKey: string | undefined;
  readonly request: SubmitReview;
}

/** @throws Refusal evidence-unknown, form-refused with all findings, signature-refused, and as the command `review` does */
export async function reviewCase(
  work: CaseWork,
  id: string,
  { tenant, key, idempotencyKey, request }: GivenReview,
): Promise<LiveCase> {
  const { cases, now } = work;
  const by = { tenant: tenant.id, key: key.id };
  const state = await collected(work, await cases.run(id, 'read', { by }, now()));
  const idempotency = idempotencyKey === undefined ? undefined : { key: idempotencyKey, digest: jsonDigest(request) };
  const review = await resolveReview(state, request, { by: key.id, signer: key.signer, nowMs: now() });
  if (request.decision === 'approve') {
    const record = await readFiling(work, state);
    const findings = await findingsOf(work, { state, record, review });
    if (findings.length > 0) throw new Refusal('form-refused', { faults: findings });
  }
  const { state: after, approved } = await cases.run(
    id,
    'review',
    { by, ...(idempotency && { idempotency }), basis: basisOf(state), review },
    now(),
  );
  if (approved) resumeLater(work, id);
  return indexed(work, after);
}
