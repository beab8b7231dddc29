/** Filing records of people and organisations that do not exist, valid in every rule and repeatable by seed. */
import { creditCheck, mod11Radix2, organisationCheck } from '#protocol/document/check-character.ts';
import { daysInMonth } from '#protocol/document/calendar.ts';
import { regionTable } from '#protocol/document/region-table.ts';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import { gbkLength } from '#protocol/filing/gbk.ts';
import { profiles } from '#protocol/filing/profile.ts';
import type { FilingRecord, Person, Service } from '#protocol/filing/record.ts';
import { createRandom, mixSeed } from './random.ts';

/** The day that the records are valid on. */
export const recordsNowMs = Date.UTC(2026, 10, 29, 4);

/** What one record of a seed may be made to be. */
export interface RecordOptions {
  readonly business?: FilingRecord['business'];
  readonly kind?: 'unit' | 'individual';
  /** Domains of the first website. */
  readonly domains?: number;
  /** Whether every text has the greatest length that its element allows, in bytes of GBK. */
  readonly longest?: boolean;
  /** Whether all services are websites with IPv4 alone, as interface V3.0 can carry them. */
  readonly version3?: boolean;
}

interface Draw {
  readonly below: (limit: number) => number;
  readonly of: <Entry>(list: readonly Entry[]) => Entry;
  readonly chance: (share: number) => boolean;
  readonly digits: (count: number) => string;
}

function drawOf(seed: number): Draw {
  const random = createRandom(mixSeed('filing record', seed));
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    of: (list) => list[below(list.length)]!,
    chance: (share) => random() < share,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
  };
}

/** A valid record of this seed. */
export function filingRecordOf(seed: number, options: RecordOptions = {}): FilingRecord {
  const draw = drawOf(seed);
  const business = options.business ?? draw.of(['new-filing', 'new-service', 'new-access', 'change'] as const);
  const kind = options.kind ?? draw.of(['unit', 'individual'] as const);
  const { provinceId } = draw.of(profiles);
  const region = regionOf(provinceId, draw);
  const long = options.longest ?? draw.chance(0.05);
  const fill: Fill = (text, bytes) => (long ? filled(text, bytes) : text);
  const filer = personOf(draw, kind, fill);
  const isIndividual = kind === 'individual';
  const services = Array.from({ length: business === 'new-access' ? 1 : 1 + draw.below(3) }, (_, n) =>
    serviceOf(draw, n, options, business, fill, isIndividual ? filer : personOf(draw, kind, fill)),
  );
  return {
    business,
    provinceId,
    ...(business === 'new-filing' ? {} : { existing: existingOf(draw, services) }),
    organiser: {
      kind,
      address: { provinceId, ...region, detail: fill(`测试路${1 + draw.below(999)}号`, 1024) },
      ...(isIndividual ? individualOf(filer, fill) : unitOf(draw, region.countyId, fill)),
      personInCharge: filer,
    },
    services,
  };
}

type Fill = (text: string, bytes: number) => string;

/** As much of a repeated text as this many bytes of GBK hold. */
function filled(text: string, bytes: number): string {
  const characters = [...text];
  let made = '';
  for (let n = 0, left = bytes; ; n += 1) {
    const next = characters[n % characters.length]!;
    left -= gbkLength(next);
    if (left < 0) return made;
    made += next;
  }
}

/** A city of the province and a county of the city. */
function regionOf(provinceId: number, draw: Draw): { cityId: number; countyId: number } {
  const lines = regionTable.split('\n').filter((line) => line.startsWith(String(provinceId).slice(0, 2)));
  const [city, counties] = draw.of(lines).split(' ');
  return { cityId: Number(`${city}00`), countyId: Number(`${city}${draw.of(counties!.match(/../g)!)}`) };
}

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];
/** Given names, among them characters outside GBK. */
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英', '𠮷', '䶮', '㛃', '𬭎', '\u9FB4'];
const uyghur = ['阿卜杜热西提·买买提明', '古丽巴哈尔·阿布都热依木', '艾尼瓦尔·吐尔逊', '帕提古丽•艾合买提'];
const tibetan = ['扎西次仁', '次旦卓玛', '格桑德吉'];

function nameOf(draw: Draw): string {
  if (draw.chance(0.1)) return draw.of(uyghur);
  if (draw.chance(0.05)) return draw.of(tibetan);
  return draw.of(surnames) + Array.from({ length: 1 + draw.below(2) }, () => draw.of(given)).join('');
}

function birthOf(draw: Draw): string {
  const year = 1950 + draw.below(55);
  const month = 1 + draw.below(12);
  const day = 1 + draw.below(daysInMonth(year, month));
  return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

const withCheck = (body: string) => body + mod11Radix2(body);

function personalDocument(draw: Draw): Person['document'] {
  const validUntil = draw.of([{}, { validUntil: '长期' }, { validUntil: '20361231' }]);
  const order = draw.digits(3);
  const resident = () => withCheck(`${regionOf(draw.of(profiles).provinceId, draw).countyId}${birthOf(draw)}${order}`);
  const kinds: readonly (() => Pick<Person['document'], 'typeId' | 'number'>)[] = [
    () => ({ typeId: 7, number: `E${draw.digits(8)}` }),
    () => ({ typeId: 11, number: draw.digits(8) }),
    () => ({ typeId: 14, number: `${draw.of(['H', 'M'])}${draw.digits(8)}` }),
    () => ({ typeId: 30, number: withCheck(`9${draw.of(['11', '31', '44'])}124${birthOf(draw)}${order}`) }),
    () => ({ typeId: 41, number: withCheck(`${draw.of(['810000', '820000'])}${birthOf(draw)}${order}`) }),
    () => ({ typeId: 42, number: withCheck(`830000${birthOf(draw)}${order}`) }),
  ];
  return { ...(draw.chance(0.7) ? { typeId: 2, number: resident() } : draw.of(kinds)()), ...validUntil };
}

function personOf(draw: Draw, kind: 'unit' | 'individual', fill: Fill): Person {
  const mobile = () => `1${draw.of(['3', '5', '7', '8', '9'])}${draw.digits(9)}`;
  return {
    name: fill(nameOf(draw), 128).replace(/[·•]$/u, '明'),
    document: personalDocument(draw),
    mobile: draw.chance(0.2) ? `${mobile()};${mobile()}` : mobile(),
    ...(kind === 'unit' || draw.chance(0.3) ? { officePhone: `0${draw.digits(2)}-${draw.digits(8)}` } : {}),
    email: `${filled('a', fill('a', 114).length)}${draw.below(100)}@example.cn`,
    ...(draw.chance(0.3) ? { emergencyPhone: mobile() } : {}),
  };
}

const individualOf = (filer: Person, fill: Fill) => ({
  natureId: 5,
  name: filer.name,
  document: { ...filer.document, address: fill('测试市测试区', 1024) },
});

/** Kinds of organisation, each with the document that identifies it. */
function unitOf(draw: Draw, countyId: number, fill: Fill) {
  const organisation = `MA${draw.digits(6)}`;
  const inner = organisation + organisationCheck(organisation);
  const creditCode = (category: string) => {
    const body = `${category}${countyId}${inner}`;
    return body + creditCheck(body);
  };
  const kinds = [
    { natureId: 4, name: '某某科技有限公司', typeId: 1, number: creditCode('91') },
    { natureId: 3, name: '某某市图书馆', typeId: 4, number: creditCode('12') },
    { natureId: 6, name: '某某市象棋爱好者协会', typeId: 6, number: creditCode('51') },
    { natureId: 9, name: '某某养老服务中心', typeId: 17, number: creditCode('52') },
    { natureId: 10, name: '某某公益基金会', typeId: 19, number: creditCode('53') },
    { natureId: 2, name: '某某县档案局', typeId: 3, number: `${organisation}-${organisationCheck(organisation)}` },
    { natureId: 1, name: '某某部队', typeId: 5, number: String(10_000 + draw.below(89_999)) },
    { natureId: 16, name: 'Example Trading Ltd.', typeId: 35, number: `HK-${draw.digits(8)}` },
  ];
  const { natureId, name, typeId, number } = draw.of(kinds);
  return {
    natureId,
    name: fill(name, 255).trim(),
    document: { typeId, number, address: fill('测试市测试区', 1024) },
    ...(draw.chance(0.3) ? { superior: fill('某某集团总部办公室', 255) } : {}),
    ...(draw.chance(0.4) ? { legalRepresentative: { name: nameOf(draw), document: personalDocument(draw) } } : {}),
  };
}

const suffixes = ['cn', 'com', 'com.cn', 'net', 'bj.cn', '中国', '公司.cn', 'xn--fiqs8s'];
const chinese = ['例子', '测试站', '象棋'];

function serviceOf(
  draw: Draw,
  n: number,
  { domains: count, version3 }: RecordOptions,
  business: FilingRecord['business'],
  fill: Fill,
  personInCharge: Person,
): Service {
  const kind = version3 || n === 0 || draw.chance(0.6) ? 'website' : 'app';
  const names = Array.from({ length: n === 0 && count !== undefined ? count : 1 + draw.below(3) }, (_, m) => {
    const suffix = draw.of(suffixes);
    const label = suffix === '中国' ? draw.of(chinese) : 'site';
    const name = `${kind === 'app' ? 'api.' : ''}${label}${n}-${m}-${draw.below(1e6)}.${suffix}`;
    return business === 'change' || draw.chance(0.3) ? { id: `domain-${n}-${m}`, name } : name;
  });
  const [first] = names;
  const nameText = typeof first === 'string' ? first : first!.name;
  const approvals = draw.chance(0.2)
    ? [{ typeId: 1, number: fill('网信备〔2026〕1号', 512), file: '/9j/4AAQSkZJRg==' }]
    : [];
  const list = (table: readonly { readonly id: number }[]) => [
    ...new Set(Array.from({ length: 1 + draw.below(3) }, () => draw.of(table).id)),
  ];
  return {
    id: `service-${n}`,
    kind,
    name: fill(draw.of(['读书笔记', '象棋天地', 'شەخسىي خاتىرە', '摄影日志', 'Notes']), 512).trim(),
    domains: names,
    ...(draw.chance(0.7)
      ? { homeUrl: `${draw.of(['https://', 'http://', ''])}www.${nameText}${draw.of(['', '/', '/a?b=c'])}` }
      : {}),
    contentIds: list(seedCodeTables.contents),
    languageIds: list(seedCodeTables.languages),
    approvals,
    access: Array.from({ length: business === 'new-access' ? 1 : 1 + draw.below(2) }, (_, m) => ({
      id: `access-${n}-${m}`,
      modeId: draw.of(seedCodeTables.accessModes).id,
      placeId: draw.of(seedCodeTables.places).id,
      ips: Array.from({ length: 1 + draw.below(3) }, (_empty, k) => rangeOf(draw, version3 ?? false, n, m, k)),
    })),
    ...(kind === 'app' ? { platforms: [platformOf(draw)] } : {}),
    personInCharge,
    ...(draw.chance(0.3) ? { remark: fill('备注', 1024) } : {}),
  };
}

/** Ranges of one service lie apart: their third byte is made of the places of access and range. */
function rangeOf(draw: Draw, version3: boolean, n: number, m: number, k: number) {
  if (!version3 && draw.chance(0.1))
    return { from: `2400:${n + 1}:${m}:${k}::1`, to: `2400:${n + 1}:${m}:${k}::${1 + draw.below(99)}` };
  const network = `${draw.of([36, 47, 120, 223])}.${draw.below(256)}.${n * 16 + m * 4 + k}`;
  const from = draw.below(200);
  return { from: `${network}.${from}`, to: `${network}.${from + draw.below(56)}` };
}

function platformOf(draw: Draw): NonNullable<Service['platforms']>[number] {
  const kind = draw.of(['android', 'ios', 'harmony'] as const);
  const length = { android: 32, ios: 40, harmony: 64 }[kind];
  return {
    kind,
    packageName: `cn.example.app${draw.below(1000)}`,
    publicKey: 'A3'.repeat(128),
    fingerprint: 'ab'.repeat(length / 2),
  };
}

function existingOf(draw: Draw, services: readonly Service[]): NonNullable<FilingRecord['existing']> {
  const filingNumber = `京ICP备${20_000_000 + draw.below(9_999_999)}号`;
  const id = () => 1 + draw.below(1e9);
  return {
    filingNumber,
    recordIds: {
      organiser: id(),
      services: Object.fromEntries(
        services.map((service, n) => [
          service.id!,
          {
            id: id(),
            filingNumber: `${filingNumber}-${n + 1}`,
            access: Object.fromEntries(service.access.map((access) => [access.id!, id()])),
          },
        ]),
      ),
    },
    passwordMd5: '0123456789abcdef0123456789abcdef',
  };
}
