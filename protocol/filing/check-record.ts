/** Everything that is wrong with a filing record, at once. This is the file to read: the list of rules. */
import { limits } from '../limits.ts';
import { draftOf } from './draft.ts';
import type { RecordFinding } from './finding.ts';
import type { FilingRecord } from './record.ts';
import { checkAccesses } from './rule/access.ts';
import { checkBusiness } from './rule/business.ts';
import { checkCodes, checkRegions } from './rule/code.ts';
import { checkDocuments } from './rule/document.ts';
import { checkEncoding } from './rule/encoding.ts';
import { checkPersons } from './rule/person.ts';
import { checkProvince } from './rule/province.ts';
import { checkQuality } from './rule/quality.ts';
import type { Rule, RuleContext } from './rule/rule.ts';
import { checkServices } from './rule/service.ts';

const rules: readonly Rule[] = [
  checkBusiness,
  checkCodes,
  checkRegions,
  checkDocuments,
  checkPersons,
  checkServices,
  checkAccesses,
  checkProvince,
  checkQuality,
  checkEncoding,
];

export interface CheckedRecord {
  /** The record, where it has no fault. */
  readonly record: FilingRecord | undefined;
  /** What refuses the record. */
  readonly faults: readonly RecordFinding[];
  /** What the reviewer looks at. */
  readonly warnings: readonly RecordFinding[];
}

/** @param input JSON data, from anywhere */
export function checkRecord(input: unknown, context: RuleContext): CheckedRecord {
  const { record, draft, unread, findings: ofShape } = draftOf(input);
  // A rule sees a value that was taken out as missing. The schema has said what is wrong with it.
  const ofRules = rules.flatMap((rule) => rule(draft, context)).filter(({ path }) => !unread.has(path));
  const findings = [...ofShape, ...ofRules];
  const faults = findings.filter(({ severity }) => severity === 'fault');
  return {
    record: faults.length === 0 ? record : undefined,
    faults: faults.slice(0, limits.filing.findings),
    warnings: findings.filter(({ severity }) => severity === 'doubt').slice(0, limits.filing.findings),
  };
}
