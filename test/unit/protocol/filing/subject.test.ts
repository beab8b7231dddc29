import { profileOf, profiles } from '#protocol/filing/profile.ts';
import { subjectsOf } from '#protocol/filing/subject.ts';
import { describe, expect, it } from 'vitest';
import { unit } from './example.ts';

const beijing = profileOf(110000)!;
const other = { ...unit.organiser.personInCharge, name: '李测试' };
const [website, app] = unit.services;
const brief = (subjects: ReturnType<typeof subjectsOf>) =>
  subjects.map(({ person, role, services, required }) => [person.name, role, services, required]);

describe('subjectsOf', () => {
  it('names one person once', () => {
    expect(brief(subjectsOf(unit, beijing))).toEqual([['王测试', 'organiser', [0, 1], true]]);
  });

  it('requires the organiser’s person only where the province does, or where it has a service', () => {
    const record = { ...unit, services: [website!, app!].map((service) => ({ ...service, personInCharge: other })) };
    expect(brief(subjectsOf(record, beijing))).toEqual([
      ['王测试', 'organiser', [], false],
      ['李测试', 'service', [0, 1], true],
    ]);
    const strict = { ...beijing, verified: 'organiser-and-services' as const };
    expect(brief(subjectsOf(record, strict))[0]).toEqual(['王测试', 'organiser', [], true]);
  });

  it('tells two people of one name apart by their documents', () => {
    const namesake = { ...other, name: '王测试', document: { typeId: 7, number: 'E12345678' } };
    const record = { ...unit, services: [website!, { ...app!, personInCharge: namesake }] };
    expect(brief(subjectsOf(record, beijing))).toEqual([
      ['王测试', 'organiser', [0], true],
      ['王测试', 'service', [1], true],
    ]);
  });
});

describe('profiles', () => {
  it('cover the 31 provinces of the mainland', () => {
    expect(profiles).toHaveLength(31);
    expect(new Set(profiles.map(({ provinceId }) => provinceId)).size).toBe(31);
    expect(profileOf(710000)).toBeUndefined();
  });

  it('hold what differs', () => {
    expect(profileOf(320000)).toMatchObject({ selfAllowed: false, readsResponsibilityNotice: true });
    expect(profileOf(110000)).toMatchObject({ registrarAfterDomain: true, selfAllowed: true });
    expect(profileOf(440000)).toMatchObject({ form: 'guangdong' });
    expect(profileOf(330000)).toMatchObject({ form: 'national', verified: 'services', selfAllowed: true });
  });
});
