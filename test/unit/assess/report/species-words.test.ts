import { expect, it } from 'vitest';
import { attacks } from '../../../../assess/actor/cast.ts';
import { simulate } from '../../../../assess/command/simulate.ts';
import { presentedText, speciesText } from '../../../../assess/report/species-words.ts';

const simulated = simulate(8, 1).filter(({ label }) => label === 'attack');
const species = [...new Set([...attacks, ...simulated].map((each) => each.species))];

it.each(species)('%s has a Chinese name, followed by its id', (id) => {
  expect(speciesText(id, 'zh-CN')).toMatch(new RegExp(`^.*\\p{Script=Han}.*（${id}）$`, 'u'));
  expect(speciesText(id, 'en')).toBe(id);
});

it.each(['mask', 'constructor', '__proto__'])('does not change the assessor’s own species %s', (id) => {
  expect(speciesText(id, 'zh-CN')).toBe(id);
});

it('calls people people, whatever species a trial with their label has', () => {
  expect(presentedText({ label: 'bona-fide', species: 'relay' }, 'zh-CN')).toBe('真人');
  expect(presentedText({ label: 'attack', species: 'relay' }, 'en')).toBe('relay');
});
