/** What a download says, by the names that the account knows. */
import type { AnswerKey } from '../account/match.ts';
import type { Answer, DownloadContent } from '../account/downloads.ts';
import { fileCodes, ministryCode } from '../v3/codes.ts';
import { readDownloaded, type DownloadedOpinion, type DownloadedResult } from '../v3/downloaded.ts';

/** 操作类型. */
const businesses: Readonly<Record<number, string>> = {
  1: 'new-filing',
  2: 'new-service',
  3: 'new-access',
  4: 'change',
};

/** 管局审核通过. */
const accepted = 1001;

export function contentOf(xml: Uint8Array): DownloadContent {
  try {
    const { results, opinions, filings, codeTables, faults } = readDownloaded(xml);
    const written = opinions.map(answerOfOpinion);
    const answers = [...results.map((each) => withTime(answerOfResult(each), written)), ...written];
    return {
      answers: answers.map((answer, place) => ({ ...answer, place })),
      numberings: filings,
      ...(codeTables && { codeTables }),
      ...(faults.length > 0 && {
        unreadable: faults
          .map(({ path, code }) => `${path}: ${code}`)
          .join(', ')
          .slice(0, 1_000),
      }),
    };
  } catch (error) {
    return { answers: [], numberings: [], unreadable: String(error) };
  }
}

type Unplaced = Omit<Answer, 'place'>;

/** Codes of news, for example that a form was stored, decide nothing. */
function answerOfResult({ business, mark, codes }: DownloadedResult): Unplaced {
  const refused = codes.some(({ code }) => ministryCode(code).remedy !== 'none');
  const isAccepted = codes.some(({ code }) => code === accepted);
  return {
    business: nameOf(business),
    keys: mark === undefined ? [] : keysOfMark(nameOf(business), mark),
    verdict: refused ? 'returned' : isAccepted ? 'accepted' : 'none',
    ...(mark === undefined && codes.some(({ code }) => fileCodes.includes(code)) && { isOfFile: true }),
  };
}

/** A result has no time of its own: it has that of the newest opinion on the same thing. */
function withTime(result: Unplaced, opinions: readonly Unplaced[]): Unplaced {
  const [key] = result.keys.map((each) => JSON.stringify(each));
  const times = opinions
    .filter(({ business, keys }) => business === result.business && keys.some((each) => JSON.stringify(each) === key))
    .flatMap(({ atMs }) => atMs ?? []);
  return times.length === 0 ? result : { ...result, atMs: Math.max(...times) };
}

function answerOfOpinion({ business, recordId, accepted: isAccepted, atMs }: DownloadedOpinion): Unplaced {
  const name = nameOf(business);
  return {
    business: name,
    keys: recordId === undefined ? [] : keysOfId(name, recordId),
    verdict: isAccepted ? 'accepted' : 'returned',
    ...(atMs !== undefined && { atMs }),
  };
}

const nameOf = (business: number | undefined): string => businesses[business ?? 0] ?? `other-${business ?? 'none'}`;

/** 结果标识: a number of ours, a filing number, or an id of the ministry's, by the business and by what the bureau chooses. */
function keysOfMark(business: string, mark: string): AnswerKey[] {
  const number = /^\d{1,15}$/.test(mark) ? Number(mark) : undefined;
  const byFilingNumber: AnswerKey = { kind: 'filing-number', filingNumber: mark };
  if (number === undefined) return [byFilingNumber];
  return [...keysOfId(business, number), byFilingNumber];
}

/** 相关记录id. */
function keysOfId(business: string, id: number): AnswerKey[] {
  switch (business) {
    case 'new-filing':
      return [{ kind: 'organiser', number: id }];
    case 'new-service':
      return [{ kind: 'service', number: id }];
    case 'new-access':
      return [{ kind: 'access', number: id }];
    case 'change':
      return [{ kind: 'ministry-id', ministryId: id }];
    default:
      return [];
  }
}
