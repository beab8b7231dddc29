/** The validator of document/ for each of the ministry's document types. A type that is not listed has none. */
import { checkArmyCode } from '../document/army-code.ts';
import { checkCreditCode } from '../document/credit-code.ts';
import type { Finding } from '../document/finding.ts';
import { checkOrganisationCode } from '../document/organisation-code.ts';
import { checkPassport } from '../document/passport.ts';
import { checkPermanentResidentId } from '../document/permanent-resident-id.ts';
import { checkRegistrationNumber } from '../document/registration-number.ts';
import { checkResidencePermit } from '../document/residence-permit.ts';
import { checkResidentId } from '../document/resident-id.ts';
import { checkHongKongOrMacaoPermit, checkTaiwanPermit } from '../document/travel-permit.ts';

type Validator = (number: string, nowMs: number) => Finding[];

/** Documents of persons. Any other type is a document of units. */
const ofPersons: ReadonlyMap<number, Validator> = new Map<number, Validator>([
  [2, checkResidentId],
  [7, checkPassport],
  [11, checkTaiwanPermit],
  [14, checkHongKongOrMacaoPermit],
  [30, checkPermanentResidentId],
  [41, (number, nowMs) => checkResidencePermit(number, 'hong-kong-or-macao', nowMs)],
  [42, (number, nowMs) => checkResidencePermit(number, 'taiwan', nowMs)],
]);

/** 营业执照: a credit code, or the 15-digit number of an older licence. */
const licence: Validator = (number) =>
  number.length === 15 ? checkRegistrationNumber(number) : checkCreditCode(number);

/** A certificate with a credit code; older ones have numbers of other forms, which are not checked. */
const certificate: Validator = (number) => (number.length === 18 ? checkCreditCode(number) : []);

const ofUnits: ReadonlyMap<number, Validator> = new Map<number, Validator>([
  [1, licence],
  ...[3, 9, 10, 12, 16, 18, 20].map((id) => [id, checkOrganisationCode] as const),
  [5, checkArmyCode],
  ...[13, 15, 24].map((id) => [id, checkCreditCode] as const),
  ...[4, 6, 17, 19, 21, 25, 27, 28, 36, 39, 43, 44].map((id) => [id, certificate] as const),
]);

export const isPersonalDocument = (typeId: number): boolean => ofPersons.has(typeId);

/** What is wrong with a number; nothing, where the type has no validator. */
export const checkDocumentNumber = (typeId: number, number: string, nowMs: number): Finding[] =>
  (ofPersons.get(typeId) ?? ofUnits.get(typeId))?.(number, nowMs) ?? [];
