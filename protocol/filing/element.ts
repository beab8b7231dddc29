/**
 * Our fields and the ministry's elements, interface V3.0: one row a field. The schema takes its limits from here, the
 * rules what is required where, and the bureau's writer where a value goes.
 *
 * Lengths count characters (Unicode code points), as the ministry's schema does. A text with an element has the same
 * limit in GBK bytes (rule/encoding.ts). Numbers have a least and a greatest value. A field without an element goes
 * beyond V3.0; its limits are conventions.
 */

/** Which records need the field. A field of a person or a document is needed wherever that person or document is. */
export type Required = 'always' | 'units' | 'optional';

export interface Element {
  /** The field in a filing record; `[]` stands for any place in a list. */
  readonly path: string;
  /** The element, from Zt_xx (organiser) or Wz_xx (service) on. */
  readonly element?: string;
  readonly min: number;
  readonly max: number;
  readonly required: Required;
}

const row = (
  path: string,
  element: string | undefined,
  min: number,
  max: number,
  required: Required = 'always',
): Element => ({ path, ...(element === undefined ? {} : { element }), min, max, required });

const person = (path: string, element: string): Element[] => [
  row(`${path}.name`, `${element}/Fzr_xm`, 1, 128),
  row(`${path}.document.typeId`, `${element}/Fzr_zjlx`, 1, 999),
  row(`${path}.document.number`, `${element}/Fzr_zjhm`, 1, 128),
  row(`${path}.document.validUntil`, undefined, 2, 8, 'optional'),
  row(`${path}.mobile`, `${element}/Fzr_sjhm`, 11, 128),
  row(`${path}.officePhone`, `${element}/Fzr_dhhm`, 11, 128, 'units'),
  row(`${path}.email`, `${element}/Fzr_dzyj`, 6, 128),
  row(`${path}.emergencyPhone`, undefined, 11, 128, 'optional'),
];

export const elements: readonly Element[] = [
  row('existing.filingNumber', 'Zt_xx/Ztbah', 1, 128, 'optional'),

  row('organiser.natureId', 'Zt_xx/Dwxz', 1, 999),
  row('organiser.name', 'Zt_xx/Dwmc', 1, 255),
  row('organiser.document.typeId', 'Zt_xx/Zj/Zjlx', 1, 999),
  row('organiser.document.number', 'Zt_xx/Zj/Zjhm', 1, 255),
  row('organiser.document.address', 'Zt_xx/Zj/Zjzs', 1, 1024),
  row('organiser.document.validUntil', undefined, 2, 8, 'optional'),
  row('organiser.superior', 'Zt_xx/Tzr', 1, 255, 'optional'),
  row('organiser.legalRepresentative.name', undefined, 1, 128, 'optional'),
  row('organiser.legalRepresentative.document.typeId', undefined, 1, 999, 'optional'),
  row('organiser.legalRepresentative.document.number', undefined, 1, 128, 'optional'),
  row('organiser.legalRepresentative.document.validUntil', undefined, 2, 8, 'optional'),
  row('organiser.address.provinceId', 'Zt_xx/Txdz/Shengid', 100_000, 999_999),
  row('organiser.address.cityId', 'Zt_xx/Txdz/Shiid', 100_000, 999_999),
  row('organiser.address.countyId', 'Zt_xx/Txdz/Xianid', 100_000, 999_999, 'optional'),
  row('organiser.address.detail', 'Zt_xx/Txdz/Xxdz', 1, 1024),
  ...person('organiser.personInCharge', 'Zt_xx/Fzr'),

  row('services[].name', 'Wz_xx/Wzmc', 1, 512),
  row('services[].domains[].name', 'Wz_xx/Ym_xx/Ym', 4, 128),
  row('services[].homeUrl', 'Wz_xx/Syurl', 4, 255, 'optional'),
  row('services[].contentIds[]', 'Wz_xx/Fwnr/Fwnr_id', 1, 64),
  row('services[].languageIds[]', 'Wz_xx/Yylb/Yylb_id', 1, 64),
  row('services[].approvals[].typeId', 'Wz_xx/Nrlx/Nrlx_xx/Nrlx_id', 1, 64),
  row('services[].approvals[].number', 'Wz_xx/Nrlx/Nrlx_xx/Qzsph', 1, 512),
  // "单条信息不能超过100k", counted as it travels.
  row('services[].approvals[].file', 'Wz_xx/Nrlx/Nrlx_xx/Spwj', 1, 100 * 1024),
  row('services[].access[].modeId', 'Wz_xx/Jr_xx/Wzjrfs/Jrfs', 1, 64),
  row('services[].access[].placeId', 'Wz_xx/Jr_xx/Wzfb/Fbdd', 1, 64),
  row('services[].access[].ips[].from', 'Wz_xx/Jr_xx/Ip_xx/Qsip', 2, 45),
  row('services[].access[].ips[].to', 'Wz_xx/Jr_xx/Ip_xx/Zzip', 2, 45),
  row('services[].platforms[].packageName', undefined, 1, 255, 'optional'),
  row('services[].platforms[].publicKey', undefined, 1, 8192, 'optional'),
  row('services[].platforms[].fingerprint', undefined, 32, 95, 'optional'),
  ...person('services[].personInCharge', 'Wz_xx/Wz_Fzr'),
  row('services[].remark', 'Wz_xx/Wz_Bz', 1, 1024, 'optional'),
];

const byPath: ReadonlyMap<string, Element> = new Map(elements.map((element) => [element.path, element]));

/** The row of a field. @throws RangeError for a path without one, which only a mistake in the schema can bring */
export function elementOf(path: string): Element {
  const element = byPath.get(path);
  if (element === undefined) throw new RangeError(`no element row for ${path}`);
  return element;
}
