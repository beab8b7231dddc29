/**
 * The way of a record through the bureau: technical check, short messages, official, result. Nothing waits for a timer: `settle` does what
 * is due by the clock, and is called before each answer.
 */
import type { Rows } from '../../retention/rows.ts';
import { parseXml, printXml, type XmlElement } from '../../bureau/xml.ts';
import { childOf, childrenOf, textIn } from '../../bureau/xml-content.ts';
import type { Random } from '../../trust/random.ts';
import { checkEntry, type Books } from './check-entry.ts';
import { informative } from './codes.ts';
import { queueDownload, validTables } from './downloads.ts';
import type { Entry, EntryKind } from './entry.ts';
import { meetFault } from './faults.ts';
import { file, organiserOf, serviceOf } from './filed.ts';
import { expireMessages, sendMessages } from './messages.ts';
import { keepParts, partsOf } from './parts.ts';
import { answerFile, opinionElements, resultElement } from './results.ts';
import { delayMs } from './settings.ts';
import { nextNumber } from './tables.ts';
import { isExampleDocument, isExampleDomain, resultOfDomain } from './test-data.ts';

/**
 * `wrong`: the technical check found something. `sms`: the persons have not answered yet. `review`: waits for the official.
 */
export type Stage = 'wrong' | 'sms' | 'review' | 'accepted' | 'returned';

const accepted = 1001;
const refused = 1002;

/** What the official writes. */
const opinions = {
  accepted: '沙盒：审核通过。',
  refused: '沙盒：网站名称与服务内容不符，请修改后重新提交。',
  silent: '沙盒：短信核验未在24小时内完成，备案申请退回。',
} as const;

/** Takes the entries of an upload into the books. */
export function takeEntries(
  rows: Rows,
  sequence: number,
  entries: readonly Entry[],
  nowMs: number,
  random: Random,
): void {
  for (const entry of entries) takeEntry(rows, sequence, entry, nowMs, random);
}

function takeEntry(rows: Rows, sequence: number, entry: Entry, nowMs: number, random: Random): void {
  const { kind, ownKey, title, element: own, attachments } = entry;
  if (isOpen(rows, ownKey)) nextNumber(rows, 'duplicate records');
  const fault = meetFault(rows, 'record');
  const found = checkEntry(entry, { tables: validTables(rows), books: booksOf(rows), nowMs });
  const met = typeof fault?.does === 'number' ? fault.does : undefined;
  const codes = met !== undefined && met !== refused ? [...new Set([met, ...found])] : found;
  const isRefused = met === refused || domainsOf(own).some((domain) => resultOfDomain(domain) === refused);
  const isWrong = codes.length > 0;
  const told = isWrong
    ? codes
    : informative.filter((code) => code !== 1060 || attachments.some(({ purpose }) => purpose === 1));
  const dueMs = nowMs + delayMs(rows);
  const record = nextNumber(rows, 'record');
  rows.run(
    `insert into records (id, sequence, kind, own_key, title, stage, codes, notice_ms, due_ms, verdict, opinion)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    record,
    sequence,
    kind,
    ownKey,
    title,
    isWrong ? 'wrong' : 'sms',
    JSON.stringify(told),
    dueMs,
    null,
    isRefused ? refused : accepted,
    isRefused ? opinions.refused : opinions.accepted,
  );
  keepParts(rows, `record ${record}`, new TextEncoder().encode(printXml(own)));
  for (const [n, { format, purpose, ownerKind, owner, content }] of attachments.entries()) {
    rows.run(
      'insert into attachments (record, n, purpose, format, owner_kind, owner) values (?, ?, ?, ?, ?, ?)',
      record,
      n,
      purpose,
      format,
      ownerKind,
      owner,
    );
    keepParts(rows, `attachment ${record} ${n}`, new TextEncoder().encode(content));
  }
  if (isWrong) return;
  claim(rows, record, own);
  sendMessages(rows, record, entry, nowMs, random);
}

const domainsOf = (own: XmlElement): string[] =>
  childrenOf(own, 'Wz_xx').flatMap((service) =>
    childrenOf(service, 'Ym_xx').map((domain) => textIn(domain, 'Ym').toLowerCase()),
  );

/** While it is under way and when it is filed, no other record may have its document and domains. */
function claim(rows: Rows, record: number, own: XmlElement): void {
  const document = textIn(childOf(childOf(own, 'Zt_xx'), 'Zj'), 'Zjhm');
  const claims = [
    ...(document !== '' && !isExampleDocument(document) ? [['document', document] as const] : []),
    ...domainsOf(own)
      .filter((domain) => !isExampleDomain(domain))
      .map((domain) => ['domain', domain] as const),
  ];
  for (const [what, value] of claims) {
    rows.run('insert or ignore into claims (what, value, record) values (?, ?, ?)', what, value, record);
  }
}

const isOpen = (rows: Rows, ownKey: string): boolean => {
  // A change is over when it is accepted; another one may follow.
  const stages = ownKey.startsWith('change ') ? ['sms', 'review'] : ['sms', 'review', 'accepted'];
  const found = rows.run<{ stage: string }>('select stage from records where own_key = ?', ownKey);
  return found.some(({ stage }) => stages.includes(stage));
};

export const booksOf = (rows: Rows): Books => {
  const isClaimed = (what: string, value: string) =>
    rows.run('select record from claims where what = ? and value = ? limit 1', what, value).length > 0;
  return {
    hasOrganiser: (document) => isClaimed('document', document),
    hasDomain: (name) => isClaimed('domain', name),
    hasFiling: (reference) => organiserOf(rows, reference) !== undefined,
    hasService: (reference) => serviceOf(rows, reference) !== undefined,
    hasEntry: (ownKey) => isOpen(rows, ownKey),
  };
};

interface RecordRow extends Record<string, string | number | null> {
  readonly id: number;
  readonly kind: EntryKind;
  readonly codes: string;
  readonly verdict: number;
  readonly opinion: string;
}

/** The element of a record, without its attachments. */
export const recordElement = (rows: Rows, record: number): XmlElement =>
  parseXml(new TextDecoder().decode(partsOf(rows, `record ${record}`)));

const answered = (rows: Rows, { id, kind }: RecordRow) => ({
  kind,
  element: recordElement(rows, id),
});

/** How many records one file answers at most, as with uploads. */
const mostResults = 1_000;

/** Does what is due. */
export function settle(rows: Rows, ispId: number, nowMs: number): void {
  rows.atomic(() => {
    for (const record of expireMessages(rows, nowMs)) {
      rows.run(
        `update records set stage = 'review', due_ms = ?, verdict = ?, opinion = ? where id = ?`,
        nowMs,
        refused,
        opinions.silent,
        record,
      );
    }
    while (tellChecks(rows, nowMs) === mostResults);
    while (tellDecisions(rows, ispId, nowMs) === mostResults);
  });
}

const columns = 'id, kind, codes, verdict, opinion';

function tellChecks(rows: Rows, nowMs: number): number {
  const due = rows.run<RecordRow>(
    `select ${columns} from records where notice_ms <= ? order by id limit ${mostResults}`,
    nowMs,
  );
  const told = due.flatMap((row) => {
    rows.run('update records set notice_ms = null where id = ?', row.id);
    const codes = JSON.parse(row.codes) as number[];
    return codes.length === 0 ? [] : [resultElement(answered(rows, row), codes)];
  });
  if (told.length > 0) queueDownload(rows, 'check', answerFile({ results: told }), told.length, nowMs);
  return due.length;
}

function tellDecisions(rows: Rows, ispId: number, nowMs: number): number {
  const due = rows.run<RecordRow>(
    `select ${columns} from records where due_ms <= ? order by id limit ${mostResults}`,
    nowMs,
  );
  const decided = due.map((row) => decide(rows, row, ispId, nowMs));
  if (decided.length > 0) {
    const answers = {
      results: decided.map(({ result }) => result),
      opinions: decided.flatMap((each) => each.opinions),
      filings: decided.flatMap(({ filing }) => (filing ? [filing] : [])),
    };
    queueDownload(rows, 'decision', answerFile(answers), decided.length, nowMs);
  }
  return due.length;
}

function decide(rows: Rows, row: RecordRow, ispId: number, nowMs: number) {
  const about = answered(rows, row);
  const isAccepted = row.verdict === accepted;
  rows.run('update records set stage = ?, due_ms = null where id = ?', isAccepted ? 'accepted' : 'returned', row.id);
  if (!isAccepted) rows.run('delete from claims where record = ?', row.id);
  const filing = isAccepted ? file(about.kind, about.element, { rows, record: row.id, ispId, nowMs }) : undefined;
  return {
    result: resultElement(about, [row.verdict]),
    opinions: opinionElements(about, isAccepted, row.opinion, nowMs),
    filing,
  };
}

/** Records that have no result yet. */
export const openRecords = (rows: Rows): number =>
  rows.run<{ count: number }>(`select count(*) as count from records where stage in ('sms', 'review')`)[0]!.count;
