/** Every validator against numbers from outside this project. The files say where each comes from. */
import { readdirSync, readFileSync } from 'node:fs';
import { checkArmyCode } from '#protocol/document/army-code.ts';
import { checkCreditCode } from '#protocol/document/credit-code.ts';
import { checkOrganisationCode } from '#protocol/document/organisation-code.ts';
import { checkPassport } from '#protocol/document/passport.ts';
import { checkPermanentResidentId } from '#protocol/document/permanent-resident-id.ts';
import { checkRegistrationNumber } from '#protocol/document/registration-number.ts';
import { checkResidencePermit } from '#protocol/document/residence-permit.ts';
import { checkResidentId } from '#protocol/document/resident-id.ts';
import { checkHongKongOrMacaoPermit, checkTaiwanPermit } from '#protocol/document/travel-permit.ts';
import { checkValidity } from '#protocol/document/validity.ts';
import type { Finding } from '#protocol/document/finding.ts';
import { describe, expect, it } from 'vitest';

const nowMs = Date.UTC(2026, 10, 29);
type Validator = (text: string) => Finding[];

/** Validators by the file's first word; a document of two origins has one for each. */
const validators: Record<string, Validator | Record<string, Validator>> = {
  'army-code': checkArmyCode,
  'credit-code': checkCreditCode,
  'organisation-code': checkOrganisationCode,
  passport: checkPassport,
  'permanent-resident-id': (text) => checkPermanentResidentId(text, nowMs),
  'registration-number': checkRegistrationNumber,
  'residence-permit': {
    'hong-kong-or-macao': (text) => checkResidencePermit(text, 'hong-kong-or-macao', nowMs),
    taiwan: (text) => checkResidencePermit(text, 'taiwan', nowMs),
  },
  'resident-id': (text) => checkResidentId(text, nowMs),
  validity: (text) => checkValidity(text, nowMs),
  'travel-permit': { 'hong-kong-or-macao': checkHongKongOrMacaoPermit, taiwan: checkTaiwanPermit },
};

interface Row {
  readonly file: string;
  /** Document and, of a document of two origins, which. */
  readonly of: string;
  readonly text: string;
  readonly codes: readonly string[];
  readonly validator: Validator;
}

type Codes = Record<string, string[]>;

/** Rows of one file. `valid` lists numbers without a finding, `doubtful` and `invalid` those with the codes given. */
function rowsOf(file: string): Row[] {
  const { valid = [], doubtful = {}, invalid = {} } = JSON.parse(readFileSync(`test/vectors/${file}`, 'utf8'));
  const document = file.split('_')[0]!;
  const rows = (of: string, validator: Validator, texts: string[], wrong: Codes): Row[] => [
    ...texts.map((text) => ({ file, of, text, codes: [], validator })),
    ...Object.entries(wrong).map(([text, codes]) => ({ file, of, text, codes, validator })),
  ];
  const known = validators[document]!;
  if (typeof known === 'function') return rows(document, known, valid, { ...doubtful, ...invalid });
  return Object.entries(known).flatMap(([origin, validator]) =>
    rows(`${document} ${origin}`, validator, valid[origin] ?? [], { ...doubtful[origin], ...invalid[origin] }),
  );
}

const files = readdirSync('test/vectors').filter((file) => Object.hasOwn(validators, file.split('_')[0]!));

const rows = files.flatMap(rowsOf);
const kinds = Object.entries(validators).flatMap(([document, known]) =>
  typeof known === 'function' ? [document] : Object.keys(known).map((origin) => `${document} ${origin}`),
);

describe('vectors', () => {
  it.each(kinds)('of %s come from two sources that are not ours', (kind) => {
    expect(new Set(rows.filter(({ of }) => of === kind).map(({ file }) => file)).size).toBeGreaterThan(1);
  });

  it.each(rows)('$file: $text gives $codes', ({ text, codes, validator }) => {
    expect(validator(text).map(({ code }) => code)).toEqual(codes);
  });
});
