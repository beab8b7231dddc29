/** What each validator refuses or doubts, where, and in which severity. A valid number, then one change a row. */
import { checkArmyCode } from '#protocol/document/army-code.ts';
import { creditAlphabet, creditCheck, mod11Radix2, organisationCheck } from '#protocol/document/check-character.ts';
import { checkCreditCode } from '#protocol/document/credit-code.ts';
import { checkOrganisationCode } from '#protocol/document/organisation-code.ts';
import { checkPassport } from '#protocol/document/passport.ts';
import { checkPermanentResidentId } from '#protocol/document/permanent-resident-id.ts';
import { checkRegistrationNumber } from '#protocol/document/registration-number.ts';
import { checkResidencePermit } from '#protocol/document/residence-permit.ts';
import { checkResidentId } from '#protocol/document/resident-id.ts';
import { checkHongKongOrMacaoPermit, checkTaiwanPermit } from '#protocol/document/travel-permit.ts';
import type { Finding } from '#protocol/document/finding.ts';
import { describe, expect, it } from 'vitest';

const nowMs = Date.UTC(2026, 10, 29, 4);
const brief = (findings: readonly Finding[]) =>
  findings.map(({ code, severity, start, end }) => `${code} ${severity} ${start}-${end}`);
const withCheck = (body: string) => body + mod11Radix2(body);

describe('checkResidentId', () => {
  const check = (text: string) => brief(checkResidentId(text, nowMs));

  it.each([
    ['11010519491231002X', []],
    ['110105194912310021', ['check-digit-wrong fault 17-18']],
    ['11010519491231002x', ['letter-lowercase fault 17-18']],
    ['11010519491231002', ['length-wrong fault 0-17']],
    ['1101O519491231002X', ['character-invalid fault 4-5']],
    [withCheck('11010519490230002'), ['date-impossible fault 6-14']],
    [withCheck('11010520270101002'), ['birth-date-in-future fault 6-14']],
    [withCheck('11010520081130002'), ['age-under-18 fault 6-14']],
    [withCheck('11010520081129002'), []],
    [withCheck('11010519051129002'), ['age-over-120 doubt 6-14']],
    [withCheck('99999919491231002'), ['region-unknown doubt 0-6']],
    ['999999194902300020', ['region-unknown doubt 0-6', 'date-impossible fault 6-14', 'check-digit-wrong fault 17-18']],
    ['110105491231002', ['resident-id-15-digits doubt 0-15']],
    ['110105490230002', ['resident-id-15-digits doubt 0-15', 'date-impossible fault 6-12']],
  ])('%s', (text, expected) => expect(check(text)).toEqual(expected));

  it('finds every single wrong digit and every swap of neighbours', () => {
    const number = '11010519491231002X';
    for (let n = 0; n < 17; n += 1) {
      for (const digit of '0123456789') {
        if (digit === number[n]) continue;
        const wrong = number.slice(0, n) + digit + number.slice(n + 1);
        expect(checkResidentId(wrong, nowMs).map(({ code }) => code)).toContain('check-digit-wrong');
      }
      if (n === 16 || number[n] === number[n + 1]) continue;
      const swapped = number.slice(0, n) + number[n + 1] + number[n] + number.slice(n + 2);
      expect(checkResidentId(swapped, nowMs).map(({ code }) => code)).toContain('check-digit-wrong');
    }
  });
});

describe('checkResidencePermit', () => {
  it.each([
    ['810000199408230021', 'hong-kong-or-macao', []],
    ['810000199408230021', 'taiwan', ['prefix-wrong fault 0-6']],
    ['830000199201300022', 'hong-kong-or-macao', ['prefix-wrong fault 0-6']],
    ['810000199408230022', 'hong-kong-or-macao', ['check-digit-wrong fault 17-18']],
    [withCheck('82000019940832002'), 'hong-kong-or-macao', ['date-impossible fault 6-14']],
    ['H12345678', 'hong-kong-or-macao', ['length-wrong fault 0-9']],
  ] as const)('%s of %s', (text, origin, expected) => {
    expect(brief(checkResidencePermit(text, origin, nowMs))).toEqual(expected);
  });
});

describe('checkPermanentResidentId', () => {
  const old = 'permanent-resident-id-15-characters doubt 0-15';

  it.each([
    ['911124198108030024', []],
    ['911124198108030025', ['check-digit-wrong fault 17-18']],
    [withCheck('81112419810803002'), ['prefix-wrong fault 0-1']],
    [withCheck('99912419810803002'), ['region-unknown doubt 1-3']],
    [withCheck('91112419811303002'), ['date-impossible fault 6-14']],
    ['CAN110081080310', [old]],
    ['CAN110081080311', [old, 'permanent-resident-id-check-doubtful doubt 14-15']],
    [
      'can110081080310',
      ['letter-lowercase fault 0-1', 'letter-lowercase fault 1-2', 'letter-lowercase fault 2-3', old],
    ],
    ['1AN110081080310', ['character-invalid fault 0-1']],
  ])('%s', (text, expected) => expect(brief(checkPermanentResidentId(text, nowMs))).toEqual(expected));

  it('reads the two digits of the old year as the century that makes an adult', () => {
    expect(brief(checkPermanentResidentId('CAN110010080310', nowMs))).not.toContain('age-under-18 fault 7-13');
    expect(brief(checkPermanentResidentId('CAN110005080310', nowMs))).not.toContain('age-over-120 doubt 7-13');
  });
});

describe('checkCreditCode', () => {
  it.each([
    ['91350100M000100Y43', []],
    ['91350100M000100Y44', ['credit-code-check-doubtful doubt 17-18']],
    ['91350100M000101Y43', ['check-digit-wrong fault 8-18']],
    ['91350100M000100Y4', ['length-wrong fault 0-17']],
    ['91350100M0001O0Y43', ['character-invalid fault 13-14']],
    ['91350100m000100Y43', ['letter-lowercase fault 8-9']],
    ['12100000400000624D', []],
  ])('%s', (text, expected) => expect(brief(checkCreditCode(text))).toEqual(expected));

  const coded = (body: string) => body + creditCheck(body);

  it('doubts an unknown category, an unknown region and a wrong inner code', () => {
    expect(brief(checkCreditCode(coded('99350100M000100Y4')))).toEqual(['credit-code-category-unknown doubt 0-2']);
    expect(brief(checkCreditCode(coded('91999900M000100Y4')))).toEqual(['region-unknown doubt 2-8']);
    expect(brief(checkCreditCode(coded('91350100M000100Y5')))).toEqual(['organisation-code-check-doubtful doubt 8-17']);
  });

  it('takes every check character there is, 0 included', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 500; n += 1) {
      const organisation = `MA${String(n).padStart(6, '0')}`;
      const code = coded(`91110105${organisation}${organisationCheck(organisation)}`);
      seen.add(code.at(-1)!);
      expect(checkCreditCode(code)).toEqual([]);
    }
    expect([...seen].toSorted().join('')).toBe(creditAlphabet);
  });
});

describe('numbers without a date', () => {
  it.each([
    [checkOrganisationCode, 'D2143569-X', []],
    [checkOrganisationCode, 'D2143569-1', ['check-digit-wrong fault 9-10']],
    [checkOrganisationCode, 'D21435691', ['check-digit-wrong fault 8-9']],
    [checkOrganisationCode, 'D2143569_X', ['character-invalid fault 8-9']],
    [checkOrganisationCode, 'D2143569', ['length-wrong fault 0-8']],
    [checkRegistrationNumber, '110108000000016', []],
    [checkRegistrationNumber, '110108000000017', ['check-digit-wrong fault 14-15']],
    [checkRegistrationNumber, '1101080000000', ['length-wrong fault 0-13']],
    [checkRegistrationNumber, '110108NA000001X', ['registration-number-form-rare doubt 0-15']],
    [checkRegistrationNumber, '100000000000019', ['check-digit-wrong fault 14-15']],
    [checkRegistrationNumber, '999999000000014', ['region-unknown doubt 0-6', 'check-digit-wrong fault 14-15']],
    [checkArmyCode, '61398', []],
    [checkArmyCode, '6139', []],
    [checkArmyCode, '06139', ['prefix-wrong fault 0-1']],
    [checkArmyCode, '613', ['length-wrong fault 0-3']],
    [checkArmyCode, '6139A', ['character-invalid fault 4-5']],
    [checkPassport, 'E12345678', []],
    [checkPassport, 'E1234567', []],
    [checkPassport, 'E123456', ['passport-length-unusual doubt 0-7']],
    [checkPassport, 'E12 45678', ['character-invalid fault 3-4']],
    [checkPassport, 'E123', ['length-wrong fault 0-4']],
    [checkHongKongOrMacaoPermit, 'H12345678', []],
    [checkHongKongOrMacaoPermit, 'M1234567801', []],
    [checkHongKongOrMacaoPermit, 'T12345678', ['character-invalid fault 0-1']],
    [checkHongKongOrMacaoPermit, 'H123456789', ['length-wrong fault 0-10']],
    [checkTaiwanPermit, '12345678', []],
    [checkTaiwanPermit, '1234567801', ['permit-form-old doubt 0-10']],
    [checkTaiwanPermit, 'T2345678', ['character-invalid fault 0-1']],
  ])('%o: %s', (check, text, expected) => expect(brief(check(text))).toEqual(expected));
});
