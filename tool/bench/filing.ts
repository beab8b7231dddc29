/** Measures the filing command's work in Node: 1 000 records in one JSON text are checked and written as one upload. */
import type { FilingRecord } from '#protocol/filing/record.ts';
import { filingRecordOf, recordsNowMs } from '../../assess/synthetic/filing-record.ts';
import { carry } from '../../worker/bureau/v3/carried.ts';
import { toXml } from '../filing/answer.ts';
import { pairRatio, spreadOf, type Spread } from './statistics.ts';

const count = 1_000;

/** Target for the median in milliseconds: 1 000 records in one file. */
export const filingTargetMs = 2_000;

export interface FilingTimes {
  readonly records: number;
  readonly jsonBytes: number;
  readonly xmlBytes: number;
  /** From the JSON text to the bytes. */
  readonly spent: Spread;
  /** The same over the time to parse that JSON text and to write it again, which any program must spend. */
  readonly overJson: number;
}

/** Records that V3.0 can carry, of every business and kind. */
function carriable(): FilingRecord[] {
  const records: FilingRecord[] = [];
  for (let seed = 0; records.length < count; seed += 1) {
    const record = filingRecordOf(seed, { version3: true });
    if (carry(record).faults.length === 0) records.push(record);
  }
  return records;
}

export function measureFiling(runs = 7): FilingTimes {
  const text = JSON.stringify(carriable());
  const spent: number[] = [];
  const json: number[] = [];
  let xmlBytes = 0;
  for (let run = -2; run < runs; run += 1) {
    const startedMs = performance.now();
    const { faults, xml } = toXml(text, 1, recordsNowMs);
    const writtenMs = performance.now();
    JSON.stringify(JSON.parse(text));
    const endedMs = performance.now();
    if (!xml) throw new Error(`the records were refused: ${JSON.stringify(faults[0])}`);
    xmlBytes = xml.length;
    if (run < 0) continue;
    spent.push(writtenMs - startedMs);
    json.push(endedMs - writtenMs);
  }
  return {
    records: count,
    jsonBytes: Buffer.byteLength(text),
    xmlBytes,
    spent: spreadOf(spent),
    overJson: pairRatio(spent, json)!,
  };
}
