/** What a case knows of its record. */
import { describe, expect, it } from 'vitest';
import { recordDigest, subjectDigest } from '#protocol/filing/digest.ts';
import { itemNames, itemTable } from '#protocol/filing/form/item.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { personOf } from '../../../../worker/case/people.ts';
import { papersNeeded } from '../../../../worker/case/papers.ts';
import { individual } from '../../protocol/filing/example.ts';
import { created, filingOf, other, record, salt } from './stage.ts';

const [website, app] = record.services as [FilingRecord['services'][0], FilingRecord['services'][0]];
const withServices = (...services: FilingRecord['services']): FilingRecord => ({ ...record, services });

describe('a checked filing', () => {
  it('has the digests of the record and of what each person is shown', () => {
    const filing = filingOf(record);
    expect(filing.recordDigest).toBe(recordDigest(record, salt));
    expect(filing.subjects.map((subject) => subject.subjectDigest)).toEqual(
      [record.organiser.personInCharge, other].map((person) =>
        subjectDigest(record, salt, { provider: '某某云计算有限公司', person }),
      ),
    );
  });

  it('names subjects by the first service that they are in charge of, and services by their ids or places', () => {
    const { id: _, ...unnamed } = app;
    const filing = filingOf(withServices(website, unnamed, { ...unnamed, name: '又一助手' }));
    expect(filing.services.map(({ id, subject }) => [id, subject])).toEqual([
      ['site', 'organiser'],
      ['2', 'service-2'],
      ['3', 'service-2'],
    ]);
    expect(filing.subjects).toMatchObject([
      { id: 'organiser', role: 'organiser', name: '王测试', required: true },
      { id: 'service-2', role: 'service', serviceId: '2', name: '李四·买买提', required: true },
    ]);
    expect(filing.subjects[0]).not.toHaveProperty('serviceId');
  });

  it('gives no service the id that another one was given', () => {
    const { id: _, ...unnamed } = app;
    const { services } = filingOf(withServices({ ...website, id: '2' }, unnamed));
    expect(services.map(({ id }) => id)).toEqual(['2', '2.']);
  });

  it('lists the items that the form of each service asks', () => {
    expect(filingOf(record).services.map(({ items }) => items)).toEqual(
      record.services.map((service) => itemNames.filter((name) => itemTable[name].applies(record, service))),
    );
  });

  it('finds the person of a subject', () => {
    expect(personOf(record, 'service-app')).toBe(other);
    expect(personOf(record, 'organiser')).toBe(record.organiser.personInCharge);
    expect(() => personOf(record, 'service-none')).toThrow(RangeError);
  });
});

describe('papers', () => {
  const namesOf = (of: FilingRecord, channel?: 'self' | 'on-site' | 'ministry-qr') =>
    papersNeeded(created(of, { ...(channel && { channel }) })).map(({ kind, subject, place }) =>
      [kind, subject, place].filter((part) => part !== undefined).join(' '),
    );
  const persons = ['organiser', 'service-app'].flatMap((subject) => [
    `person-document-front ${subject}`,
    `person-document-back ${subject}`,
  ]);

  it('of a unit are its own and both sides of each person’s identity card', () => {
    const alone = withServices(website, { ...app, personInCharge: website.personInCharge });
    expect(namesOf(alone)).toEqual(['unit-document', ...persons.slice(0, 2)]);
    expect(namesOf(record)).toEqual(['unit-document', ...persons, 'authorisation']);
  });

  it('of an individual are no unit’s', () => {
    expect(namesOf(individual)).toEqual(['person-document-front organiser', 'person-document-back organiser']);
  });

  it('of another kind of document are one page', () => {
    const passport = { ...other, document: { typeId: 7, number: 'E12345678' } };
    expect(namesOf(withServices(website, { ...app, personInCharge: passport })).slice(3)).toEqual([
      'person-document-front service-app',
      'authorisation',
    ]);
  });

  it('of approvals are one for each, however many services have it', () => {
    const approval = (number: string) => ({ typeId: 1, number, file: 'AA==' });
    const of = withServices(
      { ...website, approvals: [approval('A-1'), approval('A-2')] },
      { ...app, approvals: [approval('A-1'), { ...approval('A-1'), typeId: 2 }] },
    );
    expect(namesOf(of).filter((name) => name.startsWith('approval'))).toEqual([
      'approval 1',
      'approval 2',
      'approval 3',
    ]);
  });

  describe('of a unit are an authorisation too', () => {
    const alone = withServices(website, { ...app, personInCharge: website.personInCharge });
    const { name, document } = record.organiser.personInCharge;
    const needsLetter = (of: FilingRecord) => namesOf(of).includes('authorisation');
    const ledBy = (legalRepresentative: FilingRecord['organiser']['legalRepresentative']) => ({
      ...alone,
      organiser: { ...alone.organiser, legalRepresentative },
    });

    it('where somebody in charge is not the legal representative, of the unit or of a service', () => {
      expect(needsLetter(alone)).toBe(false);
      expect(needsLetter(ledBy({ name: '赵法人' }))).toBe(true);
      expect(needsLetter(record)).toBe(true);
    });

    it('where a namesake has another document', () => {
      expect(needsLetter(ledBy({ name, document: { ...document, number: other.document.number } }))).toBe(true);
      expect(needsLetter(ledBy({ name, document: { ...document, number: document.number.toLowerCase() } }))).toBe(
        false,
      );
      // Without the representative's document, nobody but the reviewer can tell.
      expect(needsLetter(ledBy({ name }))).toBe(false);
    });
  });

  it.each([
    ['on-site', 'on-site-photo'],
    ['ministry-qr', 'ministry-portrait'],
  ] as const)('of the channel %s are each %s and the undertaking', (channel, kind) => {
    expect(namesOf(record, channel).slice(-3)).toEqual([`${kind} organiser`, `${kind} service-app`, 'undertaking']);
  });
});
