import { describe, expect, it } from 'vitest';
import { traitNames, valuesOf } from '../../../../assess/count/groups.ts';
import {
  ageGroups,
  covers,
  eyeShapes,
  lights,
  movements,
  parts,
  sexes,
  tones,
  type PersonTraits,
} from '../../../../assess/count/person.ts';
import type { Trial } from '../../../../assess/count/trial.ts';
import { traitsText, traitText, valueText } from '../../../../assess/report/people-words.ts';
import { reportDocument } from '../../../../assess/report/report.ts';

const traits: PersonTraits = {
  part: 'report',
  age: '70-plus',
  sex: 'male',
  tone: '6',
  light: 'side',
  eyes: 'narrow',
  covers: ['glasses', 'beard'],
  movements: ['wide-turns'],
};
const trial: Trial = {
  label: 'bona-fide',
  species: 'bona-fide',
  player: 'drawn rui',
  seed: '1',
  way: 'offline',
  outcome: 'attack',
  causes: [],
  failed: [{ name: 'pictures-agree', measured: {} }],
  windows: [],
  traits,
};
const documentOf = (trials: readonly Trial[], locale: 'zh-CN' | 'en') =>
  reportDocument({ v: 1, madeAtMs: 0, seed: '7', material: 'none', judges: [], trials }, locale);

describe('the tables of people', () => {
  it('show the worst with traits and failed checks, then every group, then everybody', () => {
    const html = documentOf([trial, { ...trial, player: 'drawn an', outcome: 'bona-fide', failed: [] }], 'en');
    const [worst, rest] = html.slice(html.indexOf('People with the most wrong trials')).split('People by group');
    expect(worst).toContain(
      'drawn rui<small>report part, 70 and older, tone 6, from one side, male, narrow, glasses, beard, turns widely</small>',
    );
    expect(worst).toMatch(/× 1/);
    expect(worst).not.toContain('drawn an');
    for (const trait of traitNames) expect(rest).toContain(`<th scope="col">${traitText(trait, 'en')}</th>`);
    expect(rest).toMatch(/Every person \(2\)[^]*drawn rui[^]*drawn an/);
  });

  it('are in Chinese in a Chinese report', () => {
    const html = documentOf([trial], 'zh-CN');
    expect(html).toContain('报告组、70 岁及以上、肤色 6 级、侧光、男、细长眼、眼镜、胡须、转头幅度大');
    expect(html).toContain('<th scope="row">70 岁及以上</th>');
  });

  it('are left out where nothing is known about the people', () => {
    expect(documentOf([{ ...trial, traits: undefined }], 'en')).not.toContain('People by group');
  });
});

const everyValue: Record<keyof PersonTraits, readonly string[]> = {
  part: parts,
  age: ageGroups,
  sex: sexes,
  tone: tones,
  light: lights,
  eyes: eyeShapes,
  covers: [...covers, 'none'],
  movements: [...movements, 'usual'],
};

it.each(traitNames)('each value of %s has words in both languages', (trait) => {
  for (const value of everyValue[trait]) {
    expect(valueText(trait, value, 'zh-CN'), value).toMatch(/\p{Script=Han}/u);
    expect(valueText(trait, value, 'en'), value).not.toContain('-');
  }
});

it('traits of a person without a cover say so', () => {
  expect(valuesOf({ ...traits, covers: [] }, 'covers')).toEqual(['none']);
  expect(traitsText({ ...traits, covers: [], movements: [] }, 'en')).toMatch(/no cover, usual movements$/);
});
