/** What the filing command answers to a JSON text: findings by path, or the ministry's XML. Pure. */
import { checkRecord } from '#protocol/filing/check-record.ts';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import { recordFinding, type RecordFinding } from '#protocol/filing/finding.ts';
import { profileFor } from '#protocol/filing/profile.ts';
import { readJson } from '#protocol/filing/read-json.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { sequentialNumbers } from '../../worker/bureau/v3/numbers.ts';
import { prepareUpload } from '../../worker/bureau/v3/prepare.ts';

/** A finding in a list of records has the record's place before its own path. */
export interface Answer {
  readonly records: number;
  readonly faults: readonly RecordFinding[];
  readonly warnings: readonly RecordFinding[];
  /** Bytes of the upload, where it was asked for and nothing is wrong. */
  readonly xml?: Uint8Array;
}

/** @param text one record or a list of records, as JSON */
export function check(text: string, nowMs: number): Answer {
  const { faults, warnings, records } = read(text, nowMs);
  return { records: records.length, faults, warnings };
}

/**
 * The upload of interface V3.0 with these records.
 *
 * @param providerId the provider's id at the bureau (请求单位ID)
 * @returns with bytes in GBK, if V3.0 can carry every record and none has a fault
 */
export function toXml(text: string, providerId: number, nowMs: number): Answer {
  const { faults, warnings, records, pathOf } = read(text, nowMs);
  const upload = prepareUpload(records, providerId, sequentialNumbers());
  const found = (of: 'faults' | 'warnings') =>
    upload.carriages.flatMap((carriage, n) => (carriage?.[of] ?? []).map(pathOf(n)));
  const answer = {
    records: records.length,
    faults: [...faults, ...found('faults'), ...upload.faults],
    warnings: [...warnings, ...found('warnings')],
  };
  return upload.bytes && answer.faults.length === 0 ? { ...answer, xml: upload.bytes } : answer;
}

/** What a JSON text holds. */
export interface Read {
  /** Undefined where a record has a fault. */
  readonly records: readonly (FilingRecord | undefined)[];
  readonly faults: readonly RecordFinding[];
  readonly warnings: readonly RecordFinding[];
  readonly pathOf: (n: number) => (finding: RecordFinding) => RecordFinding;
}

export function read(text: string, nowMs: number): Read {
  const json = readJson(text);
  const isList = Array.isArray(json.value);
  const pathOf: Read['pathOf'] = (n) => (finding) => (isList ? { ...finding, path: `/${n}${finding.path}` } : finding);
  if (json.faults.length > 0) return { records: [], faults: json.faults, warnings: [], pathOf };
  const inputs: readonly unknown[] = isList ? (json.value as unknown[]) : [json.value];
  if (inputs.length === 0) return { records: [], faults: [recordFinding('list-empty', [])], warnings: [], pathOf };
  const checked = inputs.map((input) =>
    checkRecord(input, { codeTables: seedCodeTables, profile: profileFor(input), nowMs }),
  );
  return {
    records: checked.map(({ record }) => record),
    faults: checked.flatMap(({ faults }, n) => faults.map(pathOf(n))),
    warnings: checked.flatMap(({ warnings }, n) => warnings.map(pathOf(n))),
    pathOf,
  };
}

/** One line a finding. */
export const lineOf = ({ severity, path, code, message }: RecordFinding): string =>
  `${severity === 'fault' ? '错误 fault' : '提示 doubt'}  ${path || '/'}  ${code}  ${message['zh-CN']} ${message.en}`;
