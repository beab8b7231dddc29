/** The words of the page, the forms of provinces included. Findings bring their own sentences. */
import type { FilingRecord } from '#protocol/filing/record.ts';
import type { Profile } from '#protocol/filing/profile.ts';
import type { Locale } from '#protocol/locale.ts';
import type { ExampleName } from './examples.ts';

const zhFields = {
  business: '备案业务',
  province: '报送的省通信管理局',
  kind: '主办者类型',
  nature: '主办单位性质',
  unitName: '主办单位名称',
  individualName: '姓名',
  documentType: '证件类型',
  documentNumber: '证件号码',
  validUntil: '证件有效期至',
  documentAddress: '证件住所',
  superior: '投资人或上级主管单位',
  representativeName: '法定代表人姓名',
  addressProvince: '省',
  addressCity: '市（行政区划代码）',
  addressCounty: '区县（行政区划代码）',
  addressDetail: '详细通信地址',
  name: '姓名',
  mobile: '手机号码',
  officePhone: '办公电话',
  email: '电子邮箱',
  emergencyPhone: '应急联系电话',
  samePerson: '与主体负责人为同一人',
  serviceKind: '服务类型',
  serviceName: '服务名称',
  domain: '域名',
  homeUrl: '首页地址',
  remark: '备注',
  accessMode: '接入方式',
  accessPlace: '服务器放置地',
  ipFrom: '起始 IP',
  ipTo: '终止 IP',
  approvalType: '审批类型',
  approvalNumber: '审批文号',
  approvalFile: '审批文件（JPG，Base64 后不超过 100 KB）',
  platformKind: '平台',
  packageName: '包名 / Bundle ID',
  publicKey: '公钥',
  fingerprint: '证书指纹',
  filingNumber: '主体备案号',
  organiserId: '主体的记录 ID',
  password: '备案密码的 MD5 值',
  serviceFilingNumber: '该服务的备案号',
  serviceId: '该服务的记录 ID',
  accessId: '该接入的记录 ID',
};
export type FieldName = keyof typeof zhFields;

export interface Wording {
  readonly pageTitle: string;
  readonly brand: string;
  readonly sandbox: string;
  readonly otherLanguage: string;
  readonly demo: string;
  readonly title: string;
  readonly lead: string;
  readonly exampleLabel: string;
  readonly examples: Readonly<Record<ExampleName, string>>;
  readonly businesses: Readonly<Record<FilingRecord['business'], string>>;
  readonly kinds: Readonly<Record<FilingRecord['organiser']['kind'], string>>;
  readonly serviceKinds: Readonly<Record<'website' | 'app', string>>;
  readonly platforms: Readonly<Record<'android' | 'ios' | 'harmony', string>>;
  readonly fields: Readonly<Record<FieldName, string>>;
  readonly optional: string;
  readonly choose: string;
  readonly hints: Readonly<Partial<Record<FieldName, string>>>;
  readonly groups: {
    readonly basics: string;
    readonly existing: string;
    readonly organiser: string;
    readonly individual: string;
    readonly address: string;
    readonly organisersPerson: string;
    readonly contacts: string;
    readonly services: string;
    readonly service: (n: number) => string;
    readonly domains: string;
    readonly contents: string;
    readonly languages: string;
    readonly approvals: string;
    readonly approval: (n: number) => string;
    readonly access: string;
    readonly accessEntry: (n: number) => string;
    readonly ip: (n: number) => string;
    readonly platforms: string;
    readonly platform: (n: number) => string;
    readonly servicesPerson: string;
  };
  readonly add: Readonly<Record<'domain' | 'approval' | 'access' | 'ip' | 'platform' | 'service', string>>;
  readonly remove: (what: string) => string;
  readonly profileLead: string;
  readonly profile: (profile: Profile) => readonly string[];
  readonly findings: string;
  readonly tally: (faults: number, warnings: number) => string;
  readonly noFindings: string;
  readonly fault: string;
  readonly warning: string;
  readonly xml: string;
  readonly xmlLead: string;
  readonly xmlWaits: string;
  readonly xmlBytes: (bytes: string) => string;
  readonly references: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly download: string;
  readonly json: string;
  readonly jsonLead: string;
}

const zhCN: Wording = {
  pageTitle: '备案记录（备核演示）',
  brand: '备核',
  sandbox: '沙盒：数据均为虚构',
  otherLanguage: 'English',
  demo: '备案演示',
  title: '填写备案记录',
  lead: '边填边检查，并生成工信部接口 V3.0 的 XML。所有检查都在浏览器中完成，内容不会离开本页。',
  exampleLabel: '示例（姓名、号码均为虚构，校验码有效）',
  examples: { individual: '个人', unit: '企业', faulty: '企业（含错误）' },
  businesses: {
    'new-filing': '新增备案',
    'new-service': '新增网站',
    'new-access': '新增接入',
    change: '变更备案',
  },
  kinds: { unit: '单位', individual: '个人' },
  serviceKinds: { website: '网站', app: 'APP' },
  platforms: { android: '安卓', ios: 'iOS', harmony: '鸿蒙' },
  fields: zhFields,
  optional: '选填',
  choose: '请选择',
  hints: {
    validUntil: 'YYYYMMDD 或“长期”。V3.0 接口没有此字段。',
    addressCity: '6 位，例如 110100',
    addressCounty: '6 位，例如 110105',
    mobile: '多个号码用“;”分隔',
    domain: '网站填写所注册的域名，中文域名可直接填写；APP 可填写下级域名。',
    fingerprint: '安卓为 MD5，iOS 为 SHA-1，鸿蒙为 MD5、SHA-1 或 SHA-256（十六进制）',
  },
  groups: {
    basics: '业务与省份',
    existing: '已有备案',
    organiser: '主办单位',
    individual: '主办者（本人）',
    address: '通信地址',
    organisersPerson: '主体负责人',
    contacts: '联系方式',
    services: '互联网信息服务',
    service: (n) => `服务 ${n}`,
    domains: '域名',
    contents: '服务内容',
    languages: '语言类别',
    approvals: '前置或专项审批',
    approval: (n) => `审批 ${n}`,
    access: '接入信息',
    accessEntry: (n) => `接入 ${n}`,
    ip: (n) => `IP 地址段 ${n}`,
    platforms: 'APP 平台',
    platform: (n) => `平台 ${n}`,
    servicesPerson: '服务负责人',
  },
  add: {
    domain: '添加域名',
    approval: '添加审批',
    access: '添加接入',
    ip: '添加地址段',
    platform: '添加平台',
    service: '添加服务',
  },
  remove: (what) => `删除${what}`,
  profileLead: '该省的要求',
  profile: (profile) => [
    profile.verified === 'services' ? '须核验：各服务的负责人。' : '须核验：主体负责人和各服务的负责人。',
    profile.selfAllowed ? '负责人可自行完成核验。' : '须在工作人员在场时核验并拍照。',
    ...(profile.organiserIsLegalRepresentative ? ['主体负责人须为法定代表人。'] : []),
    profile.form === 'guangdong' ? '核验单使用广东版式，承诺须手写。' : '核验单使用全国统一版式。',
    ...(profile.registrarAfterDomain ? ['核验单中的域名后须注明域名注册服务机构。'] : []),
    ...(profile.readsResponsibilityNotice ? ['负责人须宣读《真实性责任告知书》。'] : []),
  ],
  findings: '检查结果',
  tally: (faults, warnings) => `${faults} 个错误，${warnings} 个提示`,
  noFindings: '没有错误，也没有提示。',
  fault: '错误',
  warning: '提示',
  xml: '报送的 XML',
  xmlLead: '为便于阅读，此处分行缩进；复制和下载的内容没有缩进。',
  xmlWaits: '改正全部错误后，这里显示 XML。',
  xmlBytes: (bytes) => `GBK 编码，${bytes} 字节`,
  references: '不在 GBK 中的字符以数字引用报送：',
  copy: '复制',
  copied: '已复制',
  notCopied: '浏览器不允许复制，请手动选取',
  download: '下载（GBK）',
  json: '备案记录 JSON',
  jsonLead: '可保存为文件，交给 npm run filing -- check 或 xml。',
};

const en: Wording = {
  pageTitle: 'Filing record (Beihe demo)',
  brand: 'Beihe',
  sandbox: 'Sandbox: all data fictitious',
  otherLanguage: '中文',
  demo: 'Demo of a filing',
  title: 'Fill in a filing record',
  lead: 'Checked while you type, and written as XML of the ministry’s interface V3.0. All of it runs in the browser: nothing leaves this page.',
  exampleLabel: 'Examples (names and numbers are invented, check digits are right)',
  examples: { individual: 'Individual', unit: 'Company', faulty: 'Company, with faults' },
  businesses: {
    'new-filing': 'New filing',
    'new-service': 'New website',
    'new-access': 'New access',
    change: 'Change',
  },
  kinds: { unit: 'Unit', individual: 'Individual' },
  serviceKinds: { website: 'Website', app: 'App' },
  platforms: { android: 'Android', ios: 'iOS', harmony: 'HarmonyOS' },
  fields: {
    business: 'Business',
    province: 'Filed with the authority of',
    kind: 'Organiser',
    nature: 'Nature of the unit',
    unitName: 'Name of the unit',
    individualName: 'Name',
    documentType: 'Document',
    documentNumber: 'Document number',
    validUntil: 'Document valid until',
    documentAddress: 'Address on the document',
    superior: 'Investor or superior unit',
    representativeName: 'Legal representative',
    addressProvince: 'Province',
    addressCity: 'City (GB/T 2260 code)',
    addressCounty: 'County (GB/T 2260 code)',
    addressDetail: 'Postal address',
    name: 'Name',
    mobile: 'Mobile phone',
    officePhone: 'Office phone',
    email: 'E-mail',
    emergencyPhone: 'Emergency phone',
    samePerson: 'Same person as the organiser’s',
    serviceKind: 'Kind of service',
    serviceName: 'Name of the service',
    domain: 'Domain',
    homeUrl: 'Home page',
    remark: 'Remark',
    accessMode: 'Access mode',
    accessPlace: 'Place of the servers',
    ipFrom: 'First IP address',
    ipTo: 'Last IP address',
    approvalType: 'Kind of approval',
    approvalNumber: 'Approval number',
    approvalFile: 'Approval (JPEG, at most 100 KB in Base64)',
    platformKind: 'Platform',
    packageName: 'Package name / bundle ID',
    publicKey: 'Public key',
    fingerprint: 'Certificate fingerprint',
    filingNumber: 'Organiser’s filing number',
    organiserId: 'Organiser’s record ID',
    password: 'MD5 of the filing password',
    serviceFilingNumber: 'Filing number of this service',
    serviceId: 'Record ID of this service',
    accessId: 'Record ID of this access',
  },
  optional: 'optional',
  choose: 'Choose',
  hints: {
    validUntil: 'YYYYMMDD or 长期 (without end). Interface V3.0 has no such field.',
    addressCity: '6 digits, for example 110100',
    addressCounty: '6 digits, for example 110105',
    mobile: 'Separate several with ";"',
    domain: 'The registered domain of a website, also in Chinese; an app may have a subdomain.',
    fingerprint: 'Hexadecimal: MD5 for Android, SHA-1 for iOS, MD5, SHA-1 or SHA-256 for HarmonyOS',
  },
  groups: {
    basics: 'Business and province',
    existing: 'Existing filing',
    organiser: 'Organiser',
    individual: 'Organiser (the person)',
    address: 'Postal address',
    organisersPerson: 'Organiser’s person in charge',
    contacts: 'Contact',
    services: 'Services',
    service: (n) => `Service ${n}`,
    domains: 'Domains',
    contents: 'Contents',
    languages: 'Languages',
    approvals: 'Approvals',
    approval: (n) => `Approval ${n}`,
    access: 'Access',
    accessEntry: (n) => `Access ${n}`,
    ip: (n) => `IP range ${n}`,
    platforms: 'App platforms',
    platform: (n) => `Platform ${n}`,
    servicesPerson: 'Person in charge of the service',
  },
  add: {
    domain: 'Add a domain',
    approval: 'Add an approval',
    access: 'Add an access',
    ip: 'Add a range',
    platform: 'Add a platform',
    service: 'Add a service',
  },
  remove: (what) => `Remove ${what}`,
  profileLead: 'What this province asks',
  profile: (profile) => [
    profile.verified === 'services'
      ? 'Verified: the person in charge of each service.'
      : 'Verified: the organiser’s person in charge and that of each service.',
    profile.selfAllowed ? 'They may verify alone.' : 'They verify, and are photographed, with staff on site.',
    ...(profile.organiserIsLegalRepresentative
      ? ['The organiser’s person in charge is the legal representative.']
      : []),
    profile.form === 'guangdong'
      ? 'The verification form is Guangdong’s own, with a handwritten undertaking.'
      : 'The verification form is the national one.',
    ...(profile.registrarAfterDomain ? ['The form names the registrar after each domain.'] : []),
    ...(profile.readsResponsibilityNotice ? ['They read out 《真实性责任告知书》, the notice of responsibility.'] : []),
  ],
  findings: 'Findings',
  tally: (faults, warnings) =>
    `${faults} ${faults === 1 ? 'fault' : 'faults'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
  noFindings: 'No fault and no warning.',
  fault: 'Fault',
  warning: 'Warning',
  xml: 'The XML that is sent',
  xmlLead: 'Indented here for reading. What you copy or download is not.',
  xmlWaits: 'The XML appears here once all faults are corrected.',
  xmlBytes: (bytes) => `GBK, ${bytes} bytes`,
  references: 'Characters outside GBK travel as numeric references:',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'The browser forbids copying: select the text',
  download: 'Download (GBK)',
  json: 'Filing record as JSON',
  jsonLead: 'Save it as a file for npm run filing -- check or xml.',
};

export const wordings: Readonly<Record<Locale, Wording>> = { 'zh-CN': zhCN, en };
