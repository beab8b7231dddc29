/** What must be true of every document validator. */
import { checkArmyCode } from '#protocol/document/army-code.ts';
import { checkCreditCode } from '#protocol/document/credit-code.ts';
import { documentFindings, type Finding } from '#protocol/document/finding.ts';
import { checkOrganisationCode } from '#protocol/document/organisation-code.ts';
import { checkPassport } from '#protocol/document/passport.ts';
import { checkPermanentResidentId } from '#protocol/document/permanent-resident-id.ts';
import { checkRegistrationNumber } from '#protocol/document/registration-number.ts';
import { checkResidencePermit } from '#protocol/document/residence-permit.ts';
import { checkResidentId } from '#protocol/document/resident-id.ts';
import { checkHongKongOrMacaoPermit, checkTaiwanPermit } from '#protocol/document/travel-permit.ts';
import { checkValidity, checkValidUntil } from '#protocol/document/validity.ts';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../assess/synthetic/random.ts';

const nowMs = Date.UTC(2026, 10, 29);

const validators: Record<string, (text: string) => Finding[]> = {
  'army code': checkArmyCode,
  'credit code': checkCreditCode,
  'organisation code': checkOrganisationCode,
  passport: checkPassport,
  'permanent-resident ID': (text) => checkPermanentResidentId(text, nowMs),
  'registration number': checkRegistrationNumber,
  'residence permit': (text) => checkResidencePermit(text, 'taiwan', nowMs),
  'resident ID': (text) => checkResidentId(text, nowMs),
  'Hong Kong or Macao permit': checkHongKongOrMacaoPermit,
  'Taiwan permit': checkTaiwanPermit,
  'last day': (text) => checkValidUntil(text, nowMs),
  validity: (text) => checkValidity(text, nowMs),
};

/** Valid numbers, which the fuzz test alters so that it gets past the outer form. */
const seeds = [
  '11010519491231002X',
  '150102880730303',
  'CAN110081080310',
  '932682198501010017',
  '91350100M000100Y43',
  'D2143569-X',
  '110108000000016',
  'H12345678',
  '12345678',
  '2016.05.10-2026.05.10',
  '长期',
];
const alphabet = ['0', '9', 'X', 'x', 'A', '-', '.', ' ', '\0', '\n', '\uD800', '\uDC00', '𠮷', '١', '０', '长', '　'];

function fuzzed(random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const characters = [...seeds[below(seeds.length)]!];
  for (let n = below(4); n > 0; n -= 1) {
    characters.splice(below(characters.length + 1), below(2), alphabet[below(alphabet.length)]!);
  }
  if (below(20) === 0) characters.length = below(characters.length);
  return characters.join('');
}

describe.each(Object.entries(validators))('%s', (_, validator) => {
  it('throws on no text, and points inside it', () => {
    const random = createRandom(13);
    for (let n = 0; n < 10_000; n += 1) {
      const text = fuzzed(random);
      const outside = validator(text).filter(
        ({ code, severity, start, end }) =>
          severity !== documentFindings[code].severity || start < 0 || end < start || end > text.length,
      );
      if (outside.length > 0) expect.fail(`${JSON.stringify(text)}: ${JSON.stringify(outside)}`);
    }
  });

  it('gives one finding for a text of a million characters, and for none', () => {
    expect(validator('9'.repeat(1_000_000))).toHaveLength(1);
    expect(validator('')).toHaveLength(1);
  });
});

describe('documentFindings', () => {
  it.each(Object.entries(documentFindings))('%s has a sentence in both languages', (_, meaning) => {
    expect(meaning.en).toMatch(/^[A-Z].*\.$/);
    expect(meaning['zh-CN']).toMatch(/\p{Script=Han}.*。$/u);
  });
});
