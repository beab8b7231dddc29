/** What the checks and the bureau's writer say about a form, all in the browser. Pure. */
import { checkRecord } from '#protocol/filing/check-record.ts';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import type { DraftRecord } from '#protocol/filing/draft.ts';
import type { RecordFinding } from '#protocol/filing/finding.ts';
import { profileFor, type Profile } from '#protocol/filing/profile.ts';
import { decodeGbk } from '../../worker/bureau/gbk.ts';
import { sequentialNumbers } from '../../worker/bureau/v3/numbers.ts';
import { prepareUpload } from '../../worker/bureau/v3/prepare.ts';
import { originOf, recordOf, type Form } from './form.ts';

export interface Outcome {
  readonly record: DraftRecord;
  readonly profile: Profile;
  /** At the paths of the form, each once. */
  readonly faults: readonly RecordFinding[];
  readonly warnings: readonly RecordFinding[];
  /** The ministry's XML, where there is no fault. */
  readonly upload?: { readonly bytes: Uint8Array; readonly text: string };
}

/** The page is no provider: this stands in for the id that the bureau gives. */
const providerId = 1;

export function outcomeOf(form: Form, nowMs: number): Outcome {
  const record = recordOf(form);
  const profile = profileFor(record);
  const checked = checkRecord(record, { codeTables: seedCodeTables, profile, nowMs });
  const { carriages, faults, bytes } = prepareUpload([checked.record], providerId, sequentialNumbers());
  const [carriage] = carriages;
  const placed = (...lists: (readonly RecordFinding[])[]) => once(lists.flat().map((found) => moved(found, form)));
  return {
    record,
    profile,
    faults: placed(checked.faults, carriage?.faults ?? [], faults),
    warnings: placed(checked.warnings, carriage?.warnings ?? []),
    ...(bytes ? { upload: { bytes, text: decodeGbk(bytes) } } : {}),
  };
}

const moved = (found: RecordFinding, form: Form): RecordFinding => ({ ...found, path: originOf(form, found.path) });

/** A value that stands in the record several times is asked once, so its findings are shown once. */
function once(findings: readonly RecordFinding[]): RecordFinding[] {
  const byPlace = new Map(findings.map((found) => [`${found.path} ${found.code} ${found.message.en}`, found]));
  return [...byPlace.values()].toSorted((a, b) => rankOf(a) - rankOf(b));
}

const sections = ['', 'business', 'provinceId', 'existing', 'organiser', 'services'];

/** In the order in which the form asks, section by section and service by service. */
function rankOf({ path }: RecordFinding): number {
  const [, section = '', n] = path.split('/');
  return sections.indexOf(section) * 1_000 + (section === 'services' ? Number(n ?? 0) : 0);
}
