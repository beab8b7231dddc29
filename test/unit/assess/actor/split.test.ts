import { describe, expect, it } from 'vitest';
import { suitePeople } from '../../../../assess/actor/cast.ts';
import { persons, type Person } from '../../../../assess/actor/people.ts';
import { inOrder, nextPart, partOf, seenBefore, split } from '../../../../assess/actor/split.ts';
import { traitNames, valuesOf } from '../../../../assess/count/groups.ts';
import { movements } from '../../../../assess/count/person.ts';

const names = split.map(([name]) => name);
const personOf = (name: string): Person => persons.find((person) => person.name === name)!;
const later = split.slice(seenBefore.length);

describe('the split of the cast', () => {
  it('has every person exactly once, so that nobody is in both parts', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual(persons.map(({ name }) => name).toSorted());
    for (const { name, part } of persons) expect(part, name).toBe(partOf(name));
  });

  it('has the people who were seen before it in the tuning part', () => {
    expect(names.slice(0, seenBefore.length)).toEqual(seenBefore);
    for (const name of seenBefore) expect(partOf(name), name).toBe('tuning');
  });

  it('follows its rule: nobody was put into a part by choice', () => {
    expect(later.map(([name]) => name)).toEqual(inOrder(later.map(([name]) => name)));
    split.forEach(([name, part], place) => {
      if (place < seenBefore.length) return;
      expect(nextPart(personOf(name), names.slice(0, place).map(personOf)), name).toBe(part);
    });
  });

  it('has each age, tone, light, sex, eye shape, cover and movement in both parts', () => {
    const found = (part: string) =>
      new Set(
        persons
          .filter((person) => person.part === part)
          .flatMap((person) =>
            traitNames
              .filter((trait) => trait !== 'part')
              .flatMap((trait) => valuesOf(person, trait).map((value) => `${trait} ${value}`)),
          ),
      );
    expect(found('tuning')).toEqual(found('report'));
  });

  it('refuses a person who has no part', () => expect(() => partOf('nobody')).toThrow('nobody has no part'));
});

describe('the cast', () => {
  it('has at least forty people, and each tone of the scale in each light', () => {
    expect(persons.length).toBeGreaterThanOrEqual(40);
    const lit = new Set(
      persons.filter(({ material }) => material === 'drawn-faces').map(({ tone, light }) => `${tone} ${light}`),
    );
    expect(lit.size).toBe(30);
  });

  it('has people who turn widely and people who nod deeply', () => {
    const most = (movement: (typeof movements)[number]) =>
      persons.filter((person) => person.movements.includes(movement)).length;
    for (const movement of movements) expect(most(movement), movement).toBeGreaterThan(5);
  });

  it('gives the test suites the seven people of the tuning part whom they have always played', () => {
    expect(suitePeople.map(({ name }) => name.replace(/^\w+ /, ''))).toEqual(seenBefore);
  });
});

describe('nextPart', () => {
  const traits = { age: '60-69', sex: 'male', tone: '5', light: 'even', eyes: 'narrow' } as const;

  it('chooses the part in which people like this one are fewer', () => {
    expect(nextPart(traits, [{ ...traits, part: 'report' }])).toBe('tuning');
    expect(nextPart(traits, [{ ...traits, part: 'tuning' }])).toBe('report');
    expect(nextPart(traits, [])).toBe('report');
  });

  it('weighs a shared age more than another shared trait', () => {
    const other = { age: '18-39', sex: 'female', tone: '1', light: 'dim', eyes: 'wide' } as const;
    const sameAge = { ...other, age: traits.age, part: 'report' } as const;
    const sameSex = { ...other, sex: traits.sex, part: 'tuning' } as const;
    expect(nextPart(traits, [sameAge, sameSex])).toBe('tuning');
  });
});
