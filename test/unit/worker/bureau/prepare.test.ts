/** Records become one upload, or none. */
import { describe, expect, it } from 'vitest';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { limits } from '#protocol/limits.ts';
import { decodeGbk } from '../../../../worker/bureau/gbk.ts';
import { sequentialNumbers } from '../../../../worker/bureau/v3/numbers.ts';
import { prepareUpload } from '../../../../worker/bureau/v3/prepare.ts';
import { individual, newAccess, unit } from '../../protocol/filing/example.ts';

const prepare = (records: readonly (FilingRecord | undefined)[]) => prepareUpload(records, 7, sequentialNumbers());

/** A record whose approvals take this many bytes. */
const heavy = (files: number, bytes: number): FilingRecord => {
  const file = `/9j/${'A'.repeat(bytes - 4)}`;
  const approvals = Array.from({ length: files }, (_, n) => ({ typeId: 1, number: `${n}`, file }));
  return { ...individual, services: [{ ...individual.services[0]!, approvals }] };
};

describe('prepareUpload', () => {
  it('writes every record', () => {
    const { bytes, faults } = prepare([individual, newAccess]);
    expect(faults).toEqual([]);
    expect(decodeGbk(bytes!)).toMatch(/<XZBA>.*<XZJR>/);
  });

  it('writes nothing where one record has a fault, and looks at the others all the same', () => {
    const { bytes, carriages } = prepare([undefined, unit]);
    expect(bytes).toBeUndefined();
    expect(carriages[0]).toBeUndefined();
    expect(carriages[1]?.faults.map(({ code }) => code)).toContain('profile-lacks-app');
  });

  it('refuses more than the ministry takes at a time', () => {
    const most = limits.filing.uploadRecords;
    const of = (count: number) => prepare(Array.from({ length: count }, () => individual));
    expect(of(most).bytes).toBeDefined();
    expect(of(most + 1)).toMatchObject({ faults: [{ code: 'upload-too-many-records', path: '' }] });
    expect(of(most + 1).bytes).toBeUndefined();
  });

  it('counts the messages, of which a new access has one a service', () => {
    const services = Array.from({ length: 2 }, () => newAccess.services[0]!);
    const records = Array.from({ length: limits.filing.uploadRecords / 2 + 1 }, () => ({ ...newAccess, services }));
    expect(prepare(records).faults.map(({ code }) => code)).toEqual(['upload-too-many-records']);
  });

  it('refuses more bytes than the ministry takes', () => {
    const part = heavy(64, 100_000);
    expect(prepare(Array.from({ length: 7 }, () => part)).bytes).toBeDefined();
    const { bytes, faults } = prepare(Array.from({ length: 8 }, () => part));
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual(['upload-too-large ']);
    expect(bytes).toBeUndefined();
  });
});
