/** What is wrong with a filing record: codes, their severity, and a sentence for each in both languages. */
import { documentFindings, type Severity } from '../document/finding.ts';
import type { Locale } from '../locale.ts';

interface Meaning extends Readonly<Record<Locale, string>> {
  readonly severity: Severity;
}

/** Codes of this room beside those of document/. Stable, never reused. `{max}` and the like are filled in. */
const filingFindings = {
  // Shape
  'field-missing': { severity: 'fault', en: 'This field is required.', 'zh-CN': '此项必填。' },
  'field-unknown': { severity: 'fault', en: 'A filing record has no such field.', 'zh-CN': '备案记录中没有此字段。' },
  'field-type-wrong': { severity: 'fault', en: 'This field has the wrong type.', 'zh-CN': '字段类型不正确。' },
  'value-unknown': { severity: 'fault', en: 'This field does not allow this value.', 'zh-CN': '该值不在允许范围内。' },
  'number-out-of-range': {
    severity: 'fault',
    en: 'The number must be from {min} to {max}.',
    'zh-CN': '数值须在 {min} 至 {max} 之间。',
  },
  'list-empty': { severity: 'fault', en: 'At least one entry is required.', 'zh-CN': '至少填写一项。' },
  'list-too-long': {
    severity: 'fault',
    en: 'At most {max} entries are allowed.',
    'zh-CN': '最多填写 {max} 项。',
  },

  // JSON
  'json-too-large': {
    severity: 'fault',
    en: 'The JSON text has more than {max} characters.',
    'zh-CN': 'JSON 内容超过 {max} 个字符。',
  },
  'json-byte-order-mark': {
    severity: 'fault',
    en: 'The JSON text starts with a byte order mark. Send UTF-8 without one.',
    'zh-CN': 'JSON 内容以 BOM 开头，请使用不带 BOM 的 UTF-8。',
  },
  'json-not-utf8': {
    severity: 'fault',
    en: 'The JSON text is not in UTF-8.',
    'zh-CN': 'JSON 内容不是 UTF-8 编码。',
  },
  'json-malformed': { severity: 'fault', en: 'This is not JSON.', 'zh-CN': '不是合法的 JSON。' },
  'json-key-repeated': {
    severity: 'fault',
    en: 'The object has this key twice.',
    'zh-CN': '同一对象中有重复的键。',
  },

  // Text
  'text-blank': { severity: 'fault', en: 'This text is empty.', 'zh-CN': '内容不能为空。' },
  'text-too-short': {
    severity: 'fault',
    en: 'This text needs at least {min} characters.',
    'zh-CN': '至少 {min} 个字符。',
  },
  'text-too-long': {
    severity: 'fault',
    en: 'This text has {length} characters; at most {max} are allowed.',
    'zh-CN': '共 {length} 个字符，最多允许 {max} 个。',
  },
  'text-padded': {
    severity: 'fault',
    en: 'This text starts or ends with white space.',
    'zh-CN': '内容首尾不能有空白字符。',
  },
  'text-control-character': {
    severity: 'fault',
    en: 'This text has a control character, for example a line break.',
    'zh-CN': '内容含有控制字符（例如换行）。',
  },
  'text-lone-surrogate': {
    severity: 'fault',
    en: 'This text has half of a character.',
    'zh-CN': '内容含有不完整的字符。',
  },
  'text-undecodable': {
    severity: 'fault',
    en: 'This text was read in the wrong encoding. Send UTF-8.',
    'zh-CN': '内容编码错误，请使用 UTF-8。',
  },
  'text-direction-control': {
    severity: 'fault',
    en: 'This text has a character that changes the writing direction, so that it can read differently on screen.',
    'zh-CN': '内容含有改变文字方向的控制字符，显示结果可能与内容不符。',
  },
  'text-outside-gbk': {
    severity: 'doubt',
    en: 'These characters are not in GBK: {characters}. They travel as numeric references.',
    'zh-CN': '以下字符不在 GBK 字符集中：{characters}，报送时以数字引用表示。',
  },
  'text-too-long-in-gbk': {
    severity: 'fault',
    en: 'This text takes {length} bytes in GBK; at most {max} are allowed. A Chinese character takes 2.',
    'zh-CN': '内容按 GBK 编码为 {length} 字节，最多允许 {max} 字节（一个汉字占 2 字节）。',
  },

  // Business
  'existing-missing': {
    severity: 'fault',
    en: 'This business changes an existing filing: say which one.',
    'zh-CN': '该业务针对已有备案，请填写原备案信息。',
  },
  'existing-not-allowed': {
    severity: 'fault',
    en: 'A new filing cannot refer to an existing one.',
    'zh-CN': '新增备案不能引用已有备案。',
  },
  'filing-number-malformed': {
    severity: 'doubt',
    en: 'A filing number looks like 京ICP备12345678号 for an organiser and 京ICP备12345678号-1 for a service.',
    'zh-CN': '备案号格式通常为“京ICP备12345678号”（主体）或“京ICP备12345678号-1”（网站或 APP），请核对。',
  },
  'password-missing': {
    severity: 'fault',
    en: 'A new access needs the MD5 of the filing password.',
    'zh-CN': '新增接入须提供备案密码的 MD5 值。',
  },
  'password-malformed': {
    severity: 'fault',
    en: 'The MD5 of the filing password has 32 hexadecimal digits.',
    'zh-CN': '备案密码的 MD5 值应为 32 位十六进制数。',
  },
  'record-id-missing': {
    severity: 'fault',
    en: 'This business needs the id that the ministry gave to this part of the filing.',
    'zh-CN': '该业务须提供省系统为此项返回的记录 ID 或备案号。',
  },
  'access-missing': {
    severity: 'fault',
    en: 'This business needs at least one access.',
    'zh-CN': '该业务至少须填写一项接入信息。',
  },
  'access-not-single': {
    severity: 'fault',
    en: 'A new access is one access a service.',
    'zh-CN': '新增接入时，每个服务只能填写一项接入信息。',
  },

  // Codes
  'code-unknown': {
    severity: 'fault',
    en: 'The code table has no such code.',
    'zh-CN': '代码表中没有此代码。',
  },
  'code-repeated': { severity: 'fault', en: 'This code is given twice.', 'zh-CN': '代码重复。' },
  'region-outside-province': {
    severity: 'fault',
    en: 'The city is not in this province, or the county not in this city.',
    'zh-CN': '市不属于该省，或县不属于该市。',
  },
  'province-differs': {
    severity: 'fault',
    en: 'The filing goes to the authority of the organiser’s province.',
    'zh-CN': '备案须向主办者所在省的通信管理局提交，省份不一致。',
  },

  // Organiser and persons
  'nature-kind-mismatch': {
    severity: 'fault',
    en: 'The nature of an individual is 5, and that of a unit is another.',
    'zh-CN': '个人的单位性质代码为 5，单位须选择其他性质。',
  },
  'document-kind-mismatch': {
    severity: 'fault',
    en: 'A person needs a personal document and a unit needs a document of units.',
    'zh-CN': '个人须使用个人证件，单位须使用单位证件。',
  },
  'document-nature-mismatch': {
    severity: 'doubt',
    en: 'Organisers of this nature usually show another kind of document.',
    'zh-CN': '该性质的主办单位通常使用其他证件类型，请核对。',
  },
  'person-differs': {
    severity: 'fault',
    en: 'An individual is the person in charge everywhere: name and document must be the organiser’s.',
    'zh-CN': '个人备案时，主体负责人和服务负责人须为本人，姓名及证件须一致。',
  },
  'unit-field-of-individual': {
    severity: 'fault',
    en: 'An individual has no legal representative and no superior unit.',
    'zh-CN': '个人没有法定代表人和上级单位，不应填写。',
  },
  'name-not-personal': {
    severity: 'doubt',
    en: 'The name has characters that names of persons do not have.',
    'zh-CN': '姓名中含有不常见于人名的字符，请对照证件核对。',
  },
  'mobile-malformed': {
    severity: 'fault',
    en: 'A mobile number has 11 digits and starts with 13 to 19. Separate several with ";".',
    'zh-CN': '手机号码应为 11 位数字，以 13 至 19 开头，多个号码用“;”分隔。',
  },
  'phone-malformed': {
    severity: 'fault',
    en: 'A phone number has digits and "-" only, 11 characters or more. Separate several with ";".',
    'zh-CN': '电话号码只能含数字和“-”，至少 11 个字符，多个号码用“;”分隔。',
  },
  'email-malformed': {
    severity: 'fault',
    en: 'This is not an e-mail address. Separate several with ";".',
    'zh-CN': '电子邮件地址格式不正确，多个地址用“;”分隔。',
  },

  // Services
  'id-malformed': {
    severity: 'fault',
    en: 'An id has 1 to 64 letters, digits, "-", "_" or ".".',
    'zh-CN': '标识由 1 至 64 个字母、数字、“-”“_”或“.”组成。',
  },
  'id-repeated': { severity: 'fault', en: 'Another entry has the same id.', 'zh-CN': '标识与其他条目重复。' },
  'domain-missing': {
    severity: 'fault',
    en: 'A website needs at least one domain.',
    'zh-CN': '网站至少须填写一个域名。',
  },
  'domain-malformed': { severity: 'fault', en: 'This is not a domain name.', 'zh-CN': '域名格式不正确。' },
  'domain-capitals': {
    severity: 'fault',
    en: 'Write domain names in small letters.',
    'zh-CN': '域名须使用小写字母。',
  },
  'domain-suffix-unknown': {
    severity: 'fault',
    en: 'The domain’s ending is not in the Public Suffix List.',
    'zh-CN': '域名后缀不在公共后缀列表中。',
  },
  'domain-is-suffix': {
    severity: 'fault',
    en: 'This is an ending under which domains are registered, not a domain.',
    'zh-CN': '这是域名后缀，不是可注册的域名。',
  },
  'domain-is-subdomain': {
    severity: 'fault',
    en: 'File the registered domain {domain}, not a name below it.',
    'zh-CN': '网站备案须填写所注册的域名 {domain}，不能填写其下级域名。',
  },
  'domain-repeated': {
    severity: 'fault',
    en: 'Another entry of this record has the same domain.',
    'zh-CN': '域名与本记录中的其他条目重复。',
  },
  'home-url-malformed': { severity: 'fault', en: 'This is not a web address.', 'zh-CN': '首页地址格式不正确。' },
  'home-url-foreign': {
    severity: 'fault',
    en: 'The home page is not on one of the service’s domains.',
    'zh-CN': '首页地址须属于所填域名之一。',
  },
  'platform-missing': {
    severity: 'fault',
    en: 'An app needs at least one platform.',
    'zh-CN': 'APP 至少须填写一个平台的特征信息。',
  },
  'platform-of-website': { severity: 'fault', en: 'A website has no platforms.', 'zh-CN': '网站不应填写平台信息。' },
  'package-name-malformed': {
    severity: 'fault',
    en: 'This platform does not allow this package name.',
    'zh-CN': '包名格式不符合该平台的规定。',
  },
  'fingerprint-malformed': {
    severity: 'fault',
    en: 'The fingerprint is hexadecimal: MD5 for Android, SHA-1 for iOS, MD5, SHA-1 or SHA-256 for HarmonyOS.',
    'zh-CN': '证书指纹应为十六进制：安卓为 MD5，iOS 为 SHA-1，鸿蒙为 MD5、SHA-1 或 SHA-256。',
  },
  'file-malformed': {
    severity: 'fault',
    en: 'The approval is not a JPEG in base64.',
    'zh-CN': '审批文件须为 base64 编码的 JPG 图片。',
  },

  // Access
  'ip-malformed': { severity: 'fault', en: 'This is not an IP address.', 'zh-CN': 'IP 地址格式不正确。' },
  'ip-family-mixed': {
    severity: 'fault',
    en: 'A range starts and ends in the same family: IPv4 or IPv6.',
    'zh-CN': '起始 IP 与终止 IP 须同为 IPv4 或 IPv6。',
  },
  'ip-range-backwards': {
    severity: 'fault',
    en: 'The range ends before it starts.',
    'zh-CN': '起始 IP 大于终止 IP。',
  },
  'ip-overlap': {
    severity: 'fault',
    en: 'This range overlaps another one of the same service.',
    'zh-CN': 'IP 地址段与该服务的其他地址段重叠。',
  },
  'ip-not-public': {
    severity: 'fault',
    en: 'This range has addresses that the Internet does not route.',
    'zh-CN': 'IP 地址段中含有非公网地址。',
  },

  // Quality
  'name-needs-approval': {
    severity: 'doubt',
    en: 'The name has the word {word}, for which an approval is usually needed. The record has none.',
    'zh-CN': '名称中含有“{word}”，通常须取得前置审批，但记录中没有相应审批。',
  },
  'name-of-company': {
    severity: 'doubt',
    en: 'The service of an individual is named like an organisation: {word}.',
    'zh-CN': '个人的网站或 APP 名称含有“{word}”，与单位名称相似。',
  },
  'name-is-domain': {
    severity: 'doubt',
    en: 'The name of the service is a domain name. Give it a name.',
    'zh-CN': '服务名称为域名，请改填实际名称。',
  },
  'name-nature-mismatch': {
    severity: 'doubt',
    en: 'The organiser’s name does not match its nature.',
    'zh-CN': '主办单位名称与单位性质不一致，请核对。',
  },
  'superior-is-person': {
    severity: 'doubt',
    en: 'The superior of a government body cannot be a person.',
    'zh-CN': '政府机关的上级主管单位不能为个人。',
  },

  // Interface of the ministry
  'profile-lacks-app': {
    severity: 'fault',
    en: 'Version {version} of the ministry’s interface cannot carry apps.',
    'zh-CN': '{version} 版接口不支持报送 APP。',
  },
  'profile-lacks-ipv6': {
    severity: 'fault',
    en: 'Version {version} of the ministry’s interface cannot carry IPv6 addresses.',
    'zh-CN': '{version} 版接口不支持报送 IPv6 地址。',
  },
  'profile-lacks-code': {
    severity: 'fault',
    en: 'Version {version} of the ministry’s interface carries codes up to {max} here.',
    'zh-CN': '{version} 版接口此处的代码不能大于 {max}。',
  },
  'profile-drops-field': {
    severity: 'doubt',
    en: 'Version {version} of the ministry’s interface has no place for this field: it is left out.',
    'zh-CN': '{version} 版接口没有此字段，报送时将略去。',
  },
  'upload-too-many-records': {
    severity: 'fault',
    en: 'The upload would have {count} records; the ministry takes {max}. Send them in several.',
    'zh-CN': '本次上报共 {count} 条记录，每次最多 {max} 条，请分批上报。',
  },
  'upload-too-large': {
    severity: 'fault',
    en: 'The upload would have {bytes} bytes; the ministry takes {max}. Send it in several.',
    'zh-CN': '本次上报文件为 {bytes} 字节，最大 {max} 字节，请分批上报。',
  },

  // Province
  'legal-representative-missing': {
    severity: 'fault',
    en: 'This province compares the person in charge with the legal representative: name them.',
    'zh-CN': '该省要求主体负责人为法定代表人，请填写法定代表人。',
  },
  'person-not-legal-representative': {
    severity: 'fault',
    en: 'In this province the organiser’s person in charge is the legal representative.',
    'zh-CN': '该省要求主体负责人为法定代表人本人。',
  },
  'authorisation-letter-needed': {
    severity: 'doubt',
    en: 'The person in charge is not the legal representative: an authorisation letter is needed.',
    'zh-CN': '主体负责人不是法定代表人，须提供授权书。',
  },
} as const satisfies Record<string, Meaning>;

const meanings = { ...documentFindings, ...filingFindings };
export type FilingCode = keyof typeof meanings;

/** All codes, with what each means. */
export const filingMeanings: Readonly<Record<FilingCode, Meaning>> = meanings;

/** What fills the gaps of a sentence. */
export type Values = Readonly<Record<string, string | number>>;

/** One thing that is wrong with a record. */
export interface RecordFinding {
  readonly code: FilingCode;
  readonly severity: Severity;
  /** JSON pointer (RFC 6901) to the value, or to where it is missing. */
  readonly path: string;
  readonly message: Readonly<Record<Locale, string>>;
  /** The characters concerned, in UTF-16 code units, where they are known. */
  readonly start?: number;
  readonly end?: number;
}

/** The keys that lead to a value. */
export type Keys = readonly PropertyKey[];

/** @see RFC 6901 §3 */
export const pointerOf = (keys: Keys): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export function recordFinding(
  code: FilingCode,
  keys: Keys,
  values: Values = {},
  place: { readonly start?: number; readonly end?: number } = {},
): RecordFinding {
  const { severity, en, 'zh-CN': zh } = filingMeanings[code];
  const filled = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  return { code, severity, path: pointerOf(keys), message: { 'zh-CN': filled(zh), en: filled(en) }, ...place };
}
