import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { admitReport, takeReport, type Reports } from '../../../../worker/session/failure-reports.ts';
import { syntheticReport } from '../../../../assess/synthetic/failure-report.ts';

const { holder, others } = limits.failureReports;

/** The stored reports after this number from one side. */
const taken = (count: number, fromHolder: boolean, before?: Reports) =>
  Array.from({ length: count }).reduce(
    (reports: Reports | undefined, _, n) => takeReport(reports, { ...syntheticReport(), receivedAtMs: n, fromHolder }),
    before,
  );

describe('takeReport', () => {
  it('stores the first and counts the others', () => {
    const reports = taken(holder.kept + 3, true);
    expect(reports?.kept.map(({ receivedAtMs }) => receivedAtMs)).toEqual([...Array(holder.kept).keys()]);
    expect(reports).toMatchObject({ omitted: 3, foreignOmitted: 0 });
  });

  it('counts reports of the holder and of other keys separately', () => {
    const reports = taken(holder.kept, true, taken(others.kept + 2, false));
    expect(reports?.kept).toHaveLength(holder.kept + others.kept);
    expect(reports).toMatchObject({ omitted: 0, foreignOmitted: 2 });
  });
});

describe('admitReport', () => {
  it.each([
    [true, holder.taken],
    [false, others.taken],
  ])('refuses after the limit of the side (holder: %s)', (fromHolder, limit) => {
    expect(() => admitReport(undefined, fromHolder)).not.toThrow();
    expect(() => admitReport(taken(limit - 1, fromHolder), fromHolder)).not.toThrow();
    const full = taken(limit, fromHolder);
    expect(() => admitReport(full, fromHolder)).toThrow(expect.objectContaining({ code: 'reports-exhausted' }));
    expect(() => admitReport(full, !fromHolder)).not.toThrow();
  });
});
