/** Chinese names of the built-in species. In English, the id of a species is its name. */
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';
import type { Trial } from '../count/trial.ts';
import { reportWords } from './report-words.ts';

const zhCN: Readonly<Record<string, string>> = {
  frozen: '静止的一帧',
  'frozen-renoised': '静止的一帧加新噪声',
  'other-actions': '做别的动作',
  'everything-loop': '循环做所有动作',
  'recorded-answers': '另一道题目的正确回答',
  'print-flat': '打印照片，举在镜头前',
  'print-moved': '打印照片，按要求转动',
  'print-bent': '打印照片，按要求转动和弯折',
  cutout: '挖孔照片面具',
  screen: '屏幕播放，做别的动作',
  'intel_head-pose-female': '转头的女子录像',
  'intel_head-pose-male': '转头的男子录像',
  'trace-over-neutral': '正确轨迹配静止人脸画面',
  'trace-over-others': '正确轨迹配其他动作画面',
  'drawn-landmarks': '静止人脸画面配伪造关键点',
  'screen-as-asked': '屏幕播放，按要求做动作',
  photographs: '每个动作两张照片',
  warped: '一张照片，按要求变形',
  puppet: '实时换脸木偶，注入为摄像头',
  relay: '他人在别处代做，晚半秒',
  'simulated-guess': '仿真：猜题',
  'simulated-blinker': '仿真：一直眨眼',
  'simulated-order': '仿真：动作顺序错位',
};

/** The Chinese name of a species, followed by its id. In English, and for an assessor's own species, only the id. */
export function speciesText(species: string, locale: Locale): string {
  const words = locale === 'zh-CN' ? ownValue(zhCN, species) : undefined;
  return words === undefined ? species : `${words}（${species}）`;
}

/** What a trial presented: people, or the species of the attack. */
export const presentedText = ({ label, species }: Pick<Trial, 'label' | 'species'>, locale: Locale): string =>
  label === 'bona-fide' ? reportWords[locale].person : speciesText(species, locale);
