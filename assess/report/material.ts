/** What an assessment presented, in words. */
import type { Locale } from '#protocol/locale.ts';
import { actorMaterials, type ActorMaterial } from '../count/trial.ts';

export type MaterialText = Readonly<Record<Locale, string>>;

export const materials = {
  page: { 'zh-CN': '在测评页面完成的试验', en: 'trials on the assessment page' },
  simulated: { 'zh-CN': '没有画面的仿真轨迹，不是真人', en: 'simulated traces without pictures, not people' },
} as const satisfies Readonly<Record<string, MaterialText>>;

const actorWords: Readonly<Record<ActorMaterial, MaterialText>> = {
  'drawn-faces': { 'zh-CN': '手绘人脸', en: 'drawn faces' },
  'animated-photos': { 'zh-CN': '动画照片', en: 'animated photos' },
  recordings: { 'zh-CN': '既有录像', en: 'recorded videos' },
};

/** What the built-in actors presented. Only the materials that were played are named. */
export function actorMaterial(played: Iterable<ActorMaterial>): MaterialText {
  const kinds = new Set(played);
  const words = actorMaterials.filter((kind) => kinds.has(kind)).map((kind) => actorWords[kind]);
  const joined = (locale: Locale, comma: string, and: string) => {
    const texts = words.map((word) => word[locale]);
    return [texts.slice(0, -1).join(comma), texts.at(-1)].filter(Boolean).join(and);
  };
  return { 'zh-CN': `${joined('zh-CN', '、', '和')}，不是真人`, en: `${joined('en', ', ', ' and ')}, no live person` };
}

/** All texts that an assessor did not write. A report can show them in the other language. */
const ownTexts: readonly MaterialText[] = [
  ...Object.values(materials),
  ...subsets(actorMaterials)
    .filter((kinds) => kinds.length > 0)
    .map(actorMaterial),
];

function subsets<T>(all: readonly T[]): T[][] {
  return all.reduce<T[][]>((found, each) => [...found, ...found.map((set) => [...set, each])], [[]]);
}

/** The material in the report's language. A text that an assessor wrote is not translated. */
export const materialText = (material: string, locale: Locale): string =>
  ownTexts.find((text) => Object.values(text).includes(material))?.[locale] ?? material;
