/**
 * Names that do not fit who files or what is filed: bureaus return such records though their form is right. All are
 * doubts for the reviewer, since only a person can say whether a name is fit.
 */
import { governmentNature } from '../code-table.ts';
import { readDomain } from '../domain.ts';
import type { DraftRecord } from '../draft.ts';
import { recordFinding, type RecordFinding } from '../finding.ts';
import { servicesOf, type Rule } from './rule.ts';

export const checkQuality: Rule = (draft) => [
  ...checkOrganiserName(draft),
  ...checkSuperior(draft),
  ...checkServiceNames(draft),
];

/** Words of areas that need an approval, by the ids of the approvals that cover them. */
const approvalWords: readonly (readonly [words: readonly string[], approvalIds: readonly number[]])[] = [
  [['新闻', '通讯社', '日报', '晚报'], [1]],
  [['出版'], [2]],
  [['学历教育', '远程教育'], [3]],
  [['医院', '医疗', '诊所'], [4]],
  [['药店', '药房', '药品', '医疗器械'], [5]],
  [['论坛', '社区', '贴吧', 'BBS', '聊天室'], [6]],
  [
    ['影视', '电影', '电视台', '广播电台', '视频'],
    [9, 10],
  ],
  [['网约车', '专车'], [12]],
  [['贷款', '借贷', '众筹', '金融'], [13]],
  [['校外培训'], [14]],
  [['佛教', '道教', '基督教', '天主教', '伊斯兰教', '寺院'], [15]],
];

/** Words that name an organisation. */
const organisationWords = (
  '公司 集团 有限 事务所 企业 工厂 协会 学会 基金会 联盟 委员会 ' +
  '研究院 研究所 银行 医院 学校 大学 学院 政府 政务 官方'
).split(' ');

const has = (name: string, words: readonly string[]) => words.find((word) => name.toUpperCase().includes(word));

function checkServiceNames(draft: DraftRecord): RecordFinding[] {
  return servicesOf(draft).flatMap(({ entry: { name, approvals }, keys }) => {
    if (name === undefined) return [];
    const own = [...keys, 'name'];
    const held = new Set(approvals?.map((approval) => approval?.typeId));
    const unapproved = approvalWords.flatMap(([words, ids]) => {
      const word = has(name, words);
      return word !== undefined && !ids.some((id) => held.has(id)) ? [word] : [];
    });
    const company = draft.organiser?.kind === 'individual' ? has(name, organisationWords) : undefined;
    return [
      ...unapproved.map((word) => recordFinding('name-needs-approval', own, { word })),
      ...(company === undefined ? [] : [recordFinding('name-of-company', own, { word: company })]),
      ...(readDomain(name.toLowerCase())?.hasKnownSuffix ? [recordFinding('name-is-domain', own)] : []),
    ];
  });
}

const companyNature = 4;
const authority = /(人民政府|委员会|管理局|公安局|人民法院|人民检察院)$/;

/** A company's name does not end as an authority's does, and an authority's name has no 公司. */
function checkOrganiserName({ organiser }: DraftRecord): RecordFinding[] {
  const { name, natureId, kind } = organiser ?? {};
  if (name === undefined || natureId === undefined || kind !== 'unit') return [];
  const isMismatch = natureId === companyNature ? authority.test(name) : natureId <= 3 && name.includes('公司');
  return isMismatch ? [recordFinding('name-nature-mismatch', ['organiser', 'name'])] : [];
}

/** Two to four Han characters without a word for an office read as a name of a person. */
const personLike = /^(?!.*[局委府部厅院会室处办站所队中校社团])\p{Script=Han}{2,4}$/u;

const checkSuperior = ({ organiser }: DraftRecord): RecordFinding[] =>
  organiser?.natureId === governmentNature && organiser.superior !== undefined && personLike.test(organiser.superior)
    ? [recordFinding('superior-is-person', ['organiser', 'superior'])]
    : [];
