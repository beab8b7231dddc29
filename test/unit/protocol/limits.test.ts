import { limits } from '#protocol/limits.ts';
import { policies } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';

/** The length of this many bytes in base64. */
const inBase64 = (bytes: number) => Math.ceil(bytes / 3) * 4;

describe('the limits', () => {
  it('allow a bundle with the largest evidence and frames', () => {
    const { bundleBytes, evidenceBytes, framesBytes } = limits.body;
    expect(bundleBytes).toBeGreaterThan(evidenceBytes + inBase64(framesBytes));
  });

  it('allow evidence with the longest trace of the policy', () => {
    // trace.ts: 268 bytes for a record with a face, 32 bytes for a digest.
    const { maxRecords } = policies.current.trace;
    expect(limits.body.evidenceBytes).toBeGreaterThan(inBase64(maxRecords * (268 + 32)));
  });

  it('keep no more failure reports than they accept, and more from the holder of the key than from others', () => {
    const { holder, others } = limits.failureReports;
    for (const { kept, taken } of [holder, others]) expect(kept).toBeLessThanOrEqual(taken);
    expect(others.kept).toBeLessThan(holder.kept);
  });

  it('keep a session’s data for at least the lifetime of the session', () => {
    expect(limits.session.lifetimeMs).toBeLessThanOrEqual(24 * 3_600_000);
    expect(limits.session.retentionMs).toBeGreaterThanOrEqual(limits.session.lifetimeMs);
  });
});
