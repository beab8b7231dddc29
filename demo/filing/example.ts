/** The two filings that the page starts with. Their names can be printed: the form's font lacks the rare character of the record page's company. */
import { examples } from '../record/examples.ts';
import type { Form } from '../record/form.ts';

export const filerKinds = ['individual', 'unit'] as const;
export type FilerKind = (typeof filerKinds)[number];

const { individual, unit } = examples;
const name = '陈示例';

/** One website, so that a beginner has one form to read and one person to verify. */
const company: Form = {
  ...unit,
  organiser: {
    ...unit.organiser,
    legalRepresentative: { name },
    personInCharge: { ...unit.organiser?.personInCharge, name },
  },
  services: unit.services?.slice(0, 1),
};

export const filingExamples: Readonly<Record<FilerKind, Form>> = { individual, unit: company };
