/** What the pages must say, by field, taken from the form's data and not from the layout. */
import type { SignedForm } from '#protocol/filing/form/form.ts';
import type { Person } from '#protocol/filing/record.ts';
import { domainNames, portraitRemark, sandboxMark, ticksOf } from './printed.ts';
import type { Template } from './template/template.ts';

/** @param moved names of the values that stand in the annex alone */
export function expectedValues(
  form: SignedForm,
  template: Template,
  moved: readonly string[],
): ReadonlyMap<string, string> {
  const ticks = ticksOf(form);
  const domains = domainNames(form).join('、');
  const choices = template.rows.flatMap((row) => row.choices ?? []);
  const entries: (readonly [name: string, value: string | undefined])[] = [
    ['sandbox', form.sandbox && sandboxMark],
    ['organiser-name', form.organiser.name],
    ['domains', domains],
    ['portrait-remark', portraitRemark(form)],
    ['provider', form.provider],
    ...choices.map(({ name }) => [name, ticks.has(name) ? '□√' : '□'] as const),
    ['record.organiser.name', form.organiser.name],
    ['record.organiser.document', form.organiser.document.number],
    ['record.organiser.document.address', form.organiser.document.address],
    ['record.organiser.superior', form.organiser.superior],
    ['record.organiser.legal', form.organiser.legalRepresentative?.name],
    ['record.organiser.address', form.organiser.address.detail],
    ...personValues('record.organiser.person', form.organiser.personInCharge),
    ['record.service.name', form.service.name],
    ['record.service.domains', domains],
    ['record.service.homeUrl', form.service.homeUrl],
    ...personValues('record.service.person', form.service.personInCharge),
    ['digest.record', form.recordDigest],
    ['digest.subject', form.subjectDigest],
    ['digest.form', form.digest],
  ];
  return new Map(
    entries.flatMap(([name, value]) =>
      value === undefined || value === '' || moved.includes(name) ? [] : [[name, value]],
    ),
  );
}

const personValues = (name: string, person: Person) =>
  (['name', 'mobile', 'officePhone', 'email', 'emergencyPhone'] as const)
    .map((key) => [`${name}.${key}`, person[key]] as readonly [string, string | undefined])
    .concat([[`${name}.document`, person.document.number]]);
