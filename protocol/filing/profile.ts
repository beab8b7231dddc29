/**
 * What each province asks for beyond the national rules. One row a province, so that a change of its rules changes
 * its row. Provinces without a source have the national row.
 */

export interface Profile {
  /** GB/T 2260. */
  readonly provinceId: number;
  readonly name: string;
  /** Whether the filer may verify alone, or only with staff on site. */
  readonly selfAllowed: boolean;
  /** Who is verified: the services' persons in charge, or the organiser's too. */
  readonly verified: 'services' | 'organiser-and-services';
  /** Whether the organiser's person in charge must be the legal representative. */
  readonly organiserIsLegalRepresentative: boolean;
  /** Which blank form is filled in. */
  readonly form: 'national' | 'guangdong';
  /**
   * How the form answers 是否当面采集 for a portrait that was taken electronically: with a remark beside 是 or 否, or with
   * a plain 是, which only a bureau's own rule may allow.
   */
  readonly electronicPortrait: 'yes-with-remark' | 'no-with-remark' | 'plain-yes';
  /** Whether the form names the registrar after each domain. */
  readonly registrarAfterDomain: boolean;
  /** Whether the person reads out 《真实性责任告知书》. */
  readonly readsResponsibilityNotice: boolean;
}

/** The services' persons in charge show their faces, the organiser's person does not. */
const national: Omit<Profile, 'provinceId' | 'name'> = {
  selfAllowed: true,
  verified: 'services',
  organiserIsLegalRepresentative: false,
  form: 'national',
  electronicPortrait: 'yes-with-remark',
  registrarAfterDomain: false,
  readsResponsibilityNotice: false,
};

const provinces: Readonly<Record<number, string>> = {
  110000: '北京市',
  120000: '天津市',
  130000: '河北省',
  140000: '山西省',
  150000: '内蒙古自治区',
  210000: '辽宁省',
  220000: '吉林省',
  230000: '黑龙江省',
  310000: '上海市',
  320000: '江苏省',
  330000: '浙江省',
  340000: '安徽省',
  350000: '福建省',
  360000: '江西省',
  370000: '山东省',
  410000: '河南省',
  420000: '湖北省',
  430000: '湖南省',
  440000: '广东省',
  450000: '广西壮族自治区',
  460000: '海南省',
  500000: '重庆市',
  510000: '四川省',
  520000: '贵州省',
  530000: '云南省',
  540000: '西藏自治区',
  610000: '陕西省',
  620000: '甘肃省',
  630000: '青海省',
  640000: '宁夏回族自治区',
  650000: '新疆维吾尔自治区',
};

/** What differs from the national row. */
const own: Readonly<Record<number, Partial<Profile>>> = {
  // The form has the registrar's name after each domain (Tencent Cloud's guide to the form).
  110000: { registrarAfterDomain: true },
  // From 2021-06-01: photo on site, and the notice is read out (provider's announcement).
  320000: { selfAllowed: false, readsResponsibilityNotice: true },
  // A form of its own, whose undertaking is written by hand.
  440000: { form: 'guangdong' },
};

export const profiles: readonly Profile[] = Object.entries(provinces).map(([id, name]) => ({
  provinceId: Number(id),
  name,
  ...national,
  ...own[Number(id)],
}));

/** @param provinceId GB/T 2260 @returns undefined for a number that is no province of the mainland */
export const profileOf = (provinceId: number): Profile | undefined =>
  profiles.find((profile) => profile.provinceId === provinceId);

/** The provincial communications administration that gets a province's filings. */
export const bureauOf = (provinceId: number): string => `${profileOf(provinceId)?.name ?? ''}通信管理局`;

/** The rules for a record of unknown shape: those of its province. Where it names none, which is a fault, the first row's. */
export function profileFor(input: unknown): Profile {
  const provinceId = (input as { provinceId?: unknown } | null | undefined)?.provinceId;
  return (typeof provinceId === 'number' ? profileOf(provinceId) : undefined) ?? profiles[0]!;
}
