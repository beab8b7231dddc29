/** The words for what is known about a person. */
import type { Locale } from '#protocol/locale.ts';
import { traitNames, valuesOf, type TraitName } from '../count/groups.ts';
import type { PersonTraits } from '../count/person.ts';

interface TraitWords {
  readonly name: string;
  /** The words of each value; a value that is not listed is a number of the scale. */
  readonly values: Readonly<Record<string, string>>;
}

const zhCN: Readonly<Record<TraitName, TraitWords>> = {
  part: { name: '分组', values: { tuning: '调参组', report: '报告组' } },
  age: {
    name: '年龄段',
    values: {
      'under-18': '未满 18 岁',
      '18-39': '18–39 岁',
      '40-59': '40–59 岁',
      '60-69': '60–69 岁',
      '70-plus': '70 岁及以上',
    },
  },
  tone: { name: '肤色（Monk 色阶，1 最浅）', values: {} },
  light: { name: '光线', values: { even: '均匀', side: '侧光', dim: '昏暗' } },
  sex: { name: '性别', values: { female: '女', male: '男' } },
  eyes: { name: '眼型', values: { 'double-lid': '双眼皮', 'single-lid': '单眼皮', narrow: '细长眼', wide: '大眼' } },
  covers: { name: '遮挡', values: { none: '无遮挡', glasses: '眼镜', 'hair-over-brows': '头发遮眉', beard: '胡须' } },
  movements: { name: '动作幅度', values: { usual: '动作一般', 'wide-turns': '转头幅度大', 'deep-nods': '点头幅度大' } },
};

const en: Readonly<Record<TraitName, TraitWords>> = {
  part: { name: 'Part', values: { tuning: 'tuning part', report: 'report part' } },
  age: {
    name: 'Age',
    values: { 'under-18': 'under 18', '18-39': '18–39', '40-59': '40–59', '60-69': '60–69', '70-plus': '70 and older' },
  },
  tone: { name: 'Skin tone (Monk scale, 1 is the lightest)', values: {} },
  light: { name: 'Light', values: { even: 'even', side: 'from one side', dim: 'dim' } },
  sex: { name: 'Sex', values: { female: 'female', male: 'male' } },
  eyes: {
    name: 'Eyes',
    values: { 'double-lid': 'double lid', 'single-lid': 'single lid', narrow: 'narrow', wide: 'wide' },
  },
  covers: {
    name: 'Covers',
    values: { none: 'no cover', glasses: 'glasses', 'hair-over-brows': 'hair over the brows', beard: 'beard' },
  },
  movements: {
    name: 'Movements',
    values: { usual: 'usual movements', 'wide-turns': 'turns widely', 'deep-nods': 'nods deeply' },
  },
};

const words: Readonly<Record<Locale, Readonly<Record<TraitName, TraitWords>>>> = { 'zh-CN': zhCN, en };
const toneWords: Readonly<Record<Locale, (tone: string) => string>> = {
  'zh-CN': (tone) => `肤色 ${tone} 级`,
  en: (tone) => `tone ${tone}`,
};

export const traitText = (trait: TraitName, locale: Locale): string => words[locale][trait].name;

export const valueText = (trait: TraitName, value: string, locale: Locale): string =>
  trait === 'tone' ? toneWords[locale](value) : (words[locale][trait].values[value] ?? value);

/** Everything that is known about a person, on one line. */
export const traitsText = (traits: PersonTraits, locale: Locale): string =>
  traitNames
    .flatMap((trait) => valuesOf(traits, trait).map((value) => valueText(trait, value, locale)))
    .join(locale === 'zh-CN' ? '、' : ', ');
