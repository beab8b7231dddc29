/** Every validator against numbers from outside this project. The files say where each comes from. */
import { readdirSync, readFileSync } from 'node:fs';
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
  readonly text: string;
  readonly codes: readonly string[];
  readonly validator: Validator;
}

type Codes = Record<string, string[]>;

/** Rows of one file. `valid` lists numbers without a finding, `doubtful` and `invalid` those with the codes given. */
function rowsOf(file: string): Row[] {
  const { valid = [], doubtful = {}, invalid = {} } = JSON.parse(readFileSync(`test/vectors/${file}`, 'utf8'));
  const validator = validators[file.split('_')[0]!]!;
  const rows = (of: Validator, texts: string[], wrong: Codes) => [
    ...texts.map((text) => ({ file, text, codes: [], validator: of })),
    ...Object.entries(wrong).map(([text, codes]) => ({ file, text, codes, validator: of })),
  ];
  if (typeof validator === 'function') return rows(validator, valid, { ...doubtful, ...invalid });
  return Object.entries(validator).flatMap(([origin, of]) => rows(of, valid[origin] ?? [], doubtful[origin] ?? {}));
}

const files = readdirSync('test/vectors').filter((file) => Object.hasOwn(validators, file.split('_')[0]!));

describe('vectors', () => {
  it.each(Object.keys(validators))('of %s come from a source that is not ours', (document) => {
    expect(files.filter((file) => file.startsWith(`${document}_`)).length).toBeGreaterThan(0);
  });

  it.each(files.flatMap(rowsOf))('$file: $text gives $codes', ({ text, codes, validator }) => {
    expect(validator(text).map(({ code }) => code)).toEqual(codes);
  });
});
