/** The pages after the form: what was verified, by which evidence, and the digests that bind it. */
import { answerWords, evidenceWords, itemWords } from '#protocol/filing/form/item.ts';
import { roleWords } from '#protocol/filing/form/signature.ts';
import type { CodeTables, Code } from '#protocol/filing/code-table.ts';
import type { SignedForm } from '#protocol/filing/form/form.ts';
import { profileOf } from '#protocol/filing/profile.ts';
import type { Person } from '#protocol/filing/record.ts';
import type { Font } from '../font/font.ts';
import { domainNames, momentOf } from '../printed.ts';
import { flow, type Entry, type Section } from './flow.ts';
import type { Mark, Page, Picture } from './page.ts';
import { lineWidth } from './text.ts';

/** Where the portrait lies, and what its heading needs. */
const portraitBox = { x: 457, y: 56, width: 84, height: 112 } as const;

export function annexPages(form: SignedForm, tables: CodeTables, portrait: Picture | undefined, font: Font): Page[] {
  const pages = flow(sectionsOf(form, tables), portrait ? portraitBox.y + portraitBox.height + 4 : 60, font);
  const [first, ...others] = pages;
  return [{ ...first!, marks: [...headMarks(portrait, font), ...first!.marks] }, ...others];
}

const title = '附页：电子化核验记录';
const note = '以下为本核验单所核验的备案信息、每项结论的依据及其摘要（SHA-256，base64url）。';

function headMarks(portrait: Picture | undefined, font: Font): Mark[] {
  const centre = (area: number, text: string, size: number) => 54 + (area - lineWidth(text, size, font)) / 2;
  const width = portrait ? portraitBox.x - 64 : 487;
  return [
    { kind: 'text', text: title, x: centre(width, title, 15), baseline: portrait ? 100 : 40, size: 15, outline: 0.5 },
    { kind: 'text', text: note, x: centre(width, note, 7.5), baseline: portrait ? 120 : 53, size: 7.5 },
    ...(portrait ? pictureMarks(portrait) : []),
  ];
}

/** The portrait as large as it fits, its proportions kept. */
function pictureMarks(picture: Picture): Mark[] {
  const scale = Math.min(portraitBox.width / picture.width, portraitBox.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const x = portraitBox.x + (portraitBox.width - width) / 2;
  const y = portraitBox.y + (portraitBox.height - height) / 2;
  return [{ kind: 'picture', picture, box: { x, y, width, height } }];
}

function sectionsOf(form: SignedForm, tables: CodeTables): Section[] {
  return [
    { heading: '一、主办者', entries: present(organiserEntries(form, tables)) },
    {
      heading: `二、${form.service.kind === 'app' ? 'APP' : '网站'}及其负责人`,
      entries: present(serviceEntries(form, tables)),
    },
    { heading: '三、核验项目及依据', entries: itemEntries(form) },
    { heading: '四、摘要与签名', entries: present(digestEntries(form)) },
  ];
}

/** An entry, or none where the record has no such value. */
type MaybeEntry = readonly [name: string, label: string, value: string | undefined];

const present = (entries: readonly MaybeEntry[]): Entry[] =>
  entries.flatMap(([name, label, value]) => (value === undefined || value === '' ? [] : [{ name, label, value }]));

const nameOf = (table: readonly Code[], id: number): string =>
  table.find((code) => code.id === id)?.name ?? `代码 ${id}`;
const namesOf = (table: readonly Code[], ids: readonly number[]): string =>
  ids.map((id) => nameOf(table, id)).join('、');

function organiserEntries({ organiser, provinceId }: SignedForm, tables: CodeTables): MaybeEntry[] {
  const { address, document, legalRepresentative } = organiser;
  const region = [address.cityId, address.countyId].filter((id) => id !== undefined).join('、');
  return [
    ['record.organiser.name', '主办者名称', organiser.name],
    ['record.organiser.nature', '单位性质', nameOf(tables.natures, organiser.natureId)],
    ['record.organiser.document', nameOf(tables.documentTypes, document.typeId), document.number],
    ['record.organiser.document.address', '证件住所', document.address],
    ['record.organiser.superior', '投资人或上级单位', organiser.superior],
    ['record.organiser.legal', '法定代表人', legalRepresentative?.name],
    ['record.organiser.province', '报备省份', profileOf(provinceId)?.name],
    ['record.organiser.region', '通信地址区划代码', region],
    ['record.organiser.address', '通信地址', address.detail],
    ...personEntries('record.organiser.person', '主体负责人', organiser.personInCharge, tables),
  ];
}

const personEntries = (name: string, label: string, person: Person, tables: CodeTables): MaybeEntry[] => [
  [`${name}.name`, label, person.name],
  [`${name}.document`, nameOf(tables.documentTypes, person.document.typeId), person.document.number],
  [`${name}.mobile`, '手机号码', person.mobile],
  [`${name}.officePhone`, '座机号码', person.officePhone],
  [`${name}.email`, '电子邮箱', person.email],
  [`${name}.emergencyPhone`, '应急电话', person.emergencyPhone],
];

function serviceEntries(form: SignedForm, tables: CodeTables): MaybeEntry[] {
  const { service } = form;
  return [
    ['record.service.name', `${service.kind === 'app' ? 'APP' : '网站'}名称`, service.name],
    ['record.service.domains', `域名（${service.domains.length} 个）`, domainNames(form).join('、')],
    ['record.service.homeUrl', '首页地址', service.homeUrl],
    ['record.service.contents', '服务内容', namesOf(tables.contents, service.contentIds)],
    ['record.service.languages', '语言', namesOf(tables.languages, service.languageIds)],
    [
      'record.service.approvals',
      '前置或专项审批',
      service.approvals.map(({ typeId, number }) => `${nameOf(tables.approvals, typeId)} ${number}`).join('；'),
    ],
    ...service.access.map(({ modeId, placeId, ips }, n): MaybeEntry => [
      `record.service.access.${n}`,
      '接入方式、放置地点、IP',
      [
        nameOf(tables.accessModes, modeId),
        tables.places ? nameOf(tables.places, placeId) : `地点代码 ${placeId}`,
        ...ips.map(({ from, to }) => (from === to ? from : `${from} - ${to}`)),
      ].join('、'),
    ]),
    ...(service.platforms ?? []).map(({ kind, packageName, fingerprint }, n): MaybeEntry => [
      `record.service.platforms.${n}`,
      'APP 平台、包名、证书指纹',
      `${kind}、${packageName}、${fingerprint}`,
    ]),
    ...personEntries('record.service.person', '服务负责人', service.personInCharge, tables),
  ];
}

const itemEntries = ({ items }: SignedForm): Entry[] =>
  items.map(({ item, answer, evidence }) => ({
    name: `item.${item}`,
    label: itemWords[item]['zh-CN'],
    value: [
      answerWords[answer]['zh-CN'],
      ...evidence.map(({ kind, atMs, digest, by }) =>
        [evidenceWords[kind]['zh-CN'], momentOf(atMs), ...(by === undefined ? [] : [`经办人 ${by}`]), digest].join(' '),
      ),
    ].join('；'),
  }));

function digestEntries(form: SignedForm): MaybeEntry[] {
  return [
    ['digest.record', '备案信息摘要', form.recordDigest],
    ['digest.subject', '告知信息摘要', form.subjectDigest],
    ['digest.portrait', '负责人照片摘要', form.portraitDigest],
    ['digest.form', '核验单摘要', form.digest],
    ['checker', '核验人', form.checker],
    ...form.signatures.map(({ role, name, atMs, value }): MaybeEntry => [
      `signature.${role}`,
      `${roleWords[role]['zh-CN']}签名`,
      `${name}，${momentOf(atMs)}，ES256 ${value}`,
    ]),
  ];
}
