/**
 * What the sandbox authority is made to answer: its test numbers in place of the example's numbers (docs/authority.md). Pure.
 */
import { testCreditCode, testResidentId } from '../../worker/sandbox/authority/test-number.ts';
import { valueAt, withValue } from '../record/edit.ts';
import type { Form } from '../record/form.ts';
import { filingExamples } from './example.ts';

/** The scenes of a person, by their test number. `match` is the example's own number. */
const personNumbers = {
  match: undefined,
  'mismatch-name': 1,
  'mismatch-portrait': 2,
  'not-found': 3,
  'photo-unavailable': 4,
  'liveness-failed': 5,
  'quality-failed': 6,
  'rate-limited': 7,
  'source-down': 8,
  'invalid-input': 9,
  unauthorised: 10,
} as const;
export type PersonScene = keyof typeof personNumbers;
export const personScenes = Object.keys(personNumbers) as PersonScene[];

const unitNumbers = { match: undefined, 'mismatch-name': 1, 'mismatch-representative': 2, 'not-found': 3 } as const;
export type UnitScene = keyof typeof unitNumbers;
export const unitScenes = Object.keys(unitNumbers) as UnitScene[];

/** The form with the number of this scene: an individual's own, or that of the unit's person in charge. */
export function withPersonScene(form: Form, scene: PersonScene): Form {
  const isIndividual = form.organiser?.kind === 'individual';
  const keys = isIndividual
    ? ['organiser', 'document', 'number']
    : ['organiser', 'personInCharge', 'document', 'number'];
  const number = personNumbers[scene];
  const own = valueAt(filingExamples[isIndividual ? 'individual' : 'unit'], keys);
  return withValue(form, keys, number === undefined ? own : testResidentId(number));
}

/** The form with the unit's number of this scene. */
export function withUnitScene(form: Form, scene: UnitScene): Form {
  const number = unitNumbers[scene];
  const own = filingExamples.unit.organiser?.document?.number;
  return withValue(form, ['organiser', 'document', 'number'], number === undefined ? own : testCreditCode(number));
}
