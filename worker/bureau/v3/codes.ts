/** The codes of interface V3.0 (接口返回状态代码表, 数据处理结果代码表): what each means here, and what can be done. */
import type { MinistryCode, Remedy } from '#protocol/case/submission.ts';
import type { Locale } from '#protocol/locale.ts';

/** A code's meaning: a stable name, what can be done, and words for the provider. */
export interface CodeMeaning {
  readonly cause: string;
  readonly remedy: Remedy;
  readonly words: Readonly<Record<Locale, string>>;
}

const meaning = (cause: string, remedy: Remedy, chinese: string, english: string): CodeMeaning => ({
  cause,
  remedy,
  words: { 'zh-CN': chinese, en: english },
});
const correct = (cause: string, chinese: string, english: string) => meaning(cause, 'correct', chinese, english);
const operate = (cause: string, chinese: string, english: string) => meaning(cause, 'operate', chinese, english);
const wait = (cause: string, chinese: string, english: string) => meaning(cause, 'wait', chinese, english);
const none = (cause: string, chinese: string, english: string) => meaning(cause, 'none', chinese, english);

/** What a method answers at once. Codes 14 and 18 have a course of their own before they become anybody's matter. */
const methods: Readonly<Record<number, CodeMeaning>> = {
  0: none('done', '操作成功', 'Done'),
  1: none('download-last', '已全部下载', 'The last download'),
  2: none('download-none', '没有可下载的数据', 'Nothing to download'),
  3: none('download-more', '还有数据可下载', 'More to download'),
  4: operate('user-unknown', '管局账号的用户名不正确', 'The account’s user name is wrong'),
  5: operate('password-wrong', '管局账号的密码不正确', 'The account’s password is wrong'),
  6: operate('not-decrypted', '管局系统不能解密，请核对密钥', 'The bureau cannot decrypt: check key and IV'),
  7: wait('hash-wrong', '管局系统收到的文件已损坏，将重发', 'The file arrived damaged and is sent again'),
  8: wait('zip-broken', '管局系统不能解压缩，将重发', 'The bureau cannot unzip the file; it is sent again'),
  9: operate('encryption-unknown', '管局系统不支持此加密方式', 'The bureau does not take this encryption'),
  10: operate('hash-unknown', '管局系统不支持此哈希算法', 'The bureau does not take this hash'),
  11: operate('compression-unknown', '管局系统不支持此压缩格式', 'The bureau does not take this compression'),
  12: operate('not-authenticated', '管局系统拒绝了认证信息', 'The bureau refused the authentication'),
  13: operate('province-foreign', '账号不属于该省管局', 'The account is not of this province'),
  14: wait('sequence-gap', '文件序号不连续，正在重新同步', 'The file’s number leaves a gap; it is renumbered'),
  15: wait('queue-full', '管局系统待处理文件已满，稍后重发', 'The bureau has too many files waiting'),
  16: operate('random-short', '随机数不足 20 个字符', 'The random value is too short'),
  17: operate('files-wrong', '压缩包内的文件数不是 1', 'The ZIP does not contain one file'),
  18: operate('file-too-large', '报送文件超过 50MB', 'The file is larger than 50 MB'),
  19: operate('account-closed', '账号的报备权限未开放，请联系省通信管理局', 'The account may not file: ask the bureau'),
  20: wait('outside-hours', '不在管局规定的报备时间内，到时重发', 'Outside the bureau’s hours; it is sent in them'),
  21: operate('file-name-empty', '回执缺少文件名', 'The acknowledgement names no file'),
  22: operate(
    'filing-password-locked',
    '备案密码校验次数过多，请核对备案密码',
    'The filing password was tried too often',
  ),
  901: wait('maintenance', '管局系统维护中，稍后重发', 'The bureau’s system is under maintenance'),
  902: wait('maintenance', '管局系统维护中，稍后再下载', 'The bureau’s system is under maintenance'),
  999: wait('bureau-error', '管局系统返回其他错误，稍后重试', 'The bureau’s system reports another error'),
};

/** What was found in a record, hours or days later. */
const results: Readonly<Record<number, CodeMeaning>> = {
  1001: none('accepted', '管局审核通过', 'Accepted by the bureau'),
  1002: correct('refused', '管局审核未通过', 'Refused by the bureau'),
  1003: correct('organiser-conflict', '主办者已有备案，与本次报送冲突', 'The organiser is filed already'),
  1004: correct('domain-invalid', '域名无效', 'A domain is invalid'),
  1005: correct('domain-conflict', '域名已在其他备案中', 'A domain is in another filing'),
  1006: correct('ip-invalid', 'IP 地址无效', 'An IP address is invalid'),
  1007: correct('contact-invalid', '联系方式无效', 'A contact is invalid'),
  1008: correct('document-invalid', '证件无效', 'A document is invalid'),
  1009: correct('email-invalid', '邮箱无效', 'An e-mail address is invalid'),
  1010: correct('office-phone-invalid', '办公电话无效', 'An office phone is invalid'),
  1011: correct('mobile-invalid', '手机号码无效', 'A mobile number is invalid'),
  1012: correct('msn-invalid', 'MSN 账号无效', 'An MSN account is invalid'),
  1013: correct('qq-invalid', 'QQ 号无效', 'A QQ number is invalid'),
  1014: correct('nature-invalid', '主办单位性质无效', 'The organiser’s nature is invalid'),
  1015: correct('id-number-invalid', '身份证号码无效', 'An identity number is invalid'),
  1016: correct('filing-unknown', '备案库中没有所指的备案', 'The filing is not in the register'),
  1017: correct('change-underway', '该备案正在变更，通过后才能再次变更', 'A change of this filing is under way'),
  1018: correct('filing-password-wrong', '备案密码错误', 'The filing password is wrong'),
  1019: correct('region-invalid', '省市县代码错误', 'A region code is wrong'),
  1020: correct('service-name-conflict', '网站名称已被使用', 'The site’s name is in use'),
  1021: correct('home-page-conflict', '首页地址已在备案库中', 'The home page is filed already'),
  1022: correct('home-page-malformed', '首页地址格式错误', 'The home page’s address is malformed'),
  1023: correct('ip-unknown', '备案库中没有所指的 IP', 'The IP addresses are not in the register'),
  1024: correct('ip-conflict', 'IP 地址冲突', 'IP addresses conflict'),
  1025: correct('last-access', '网站只有一个接入，不能取消', 'The site’s only access cannot be cancelled'),
  1026: operate('reason-code-invalid', '注销理由代码错误', 'The code of the cancellation’s reason is wrong'),
  1027: correct('cancellation-repeated', '主体已在注销', 'The organiser is being cancelled already'),
  1028: correct('filing-user-wrong', 'ICP 用户名错误', 'The ICP user name is wrong'),
  1029: correct('access-repeated', '同一网站有相同的接入', 'The site has the same access twice'),
  1030: correct('cancellation-repeated', '网站已在注销', 'The site is being cancelled already'),
  1031: correct('office-phone-missing', '缺少网站负责人办公电话', 'The office phone of a site’s person is missing'),
  1032: correct('cancellation-repeated', '接入已在取消', 'The access is being cancelled already'),
  1033: correct('approval-invalid', '前置审批类型无效', 'A kind of approval is invalid'),
  1034: correct('content-invalid', '服务内容无效', 'A service content is invalid'),
  1035: correct('access-mode-invalid', '接入方式无效', 'An access mode is invalid'),
  1036: correct('place-invalid', '服务器放置地点无效', 'A server’s place is invalid'),
  1037: correct('service-filed', '网站已报备', 'The site was filed already'),
  1038: correct('access-filed', '接入已报备', 'The access was filed already'),
  1039: correct('domain-filed', '域名已报备', 'A domain was filed already'),
  1040: correct('ip-filed', 'IP 已报备', 'The IP addresses were filed already'),
  1041: correct('home-page-foreign', '首页地址不含本次备案的域名', 'The home page is on none of the domains'),
  1042: correct('organiser-cancelling', '主体注销中，不能注销网站', 'The organiser is being cancelled'),
  1043: correct('service-cancelling', '网站注销中，不能注销主体', 'A site is being cancelled'),
  1044: correct('person-missing', '缺少主体负责人姓名', 'The name of the organiser’s person is missing'),
  1045: operate('province-foreign', '只能向接入商所在省报备', 'Only the provider’s own province takes this'),
  1046: correct('province-changed', '变更不能改变主体所在省', 'A change cannot move the organiser to another province'),
  1047: correct('access-foreign', '只能取消本接入商的接入', 'The access is another provider’s'),
  1048: correct('filing-foreign', '该备案不由本接入商接入', 'The filing is another provider’s'),
  1049: correct('organiser-cancelled', '主体已注销', 'The organiser was cancelled'),
  1050: correct('service-cancelled', '网站已注销', 'The site was cancelled'),
  1051: correct('changes-exhausted', '变更申请超过最大数，稍后再试', 'Too many changes of this organiser'),
  1052: correct('request-underway', '相同请求正在原系统受理', 'The same request is under way'),
  1053: correct('organiser-deleted', '所指单位已被删除', 'The organiser was deleted'),
  1054: operate('provider-invalid', '报备单位无效', 'The provider is not valid at the bureau'),
  1055: correct('form-foreign', '核验单不是该备案的核验单', 'The form does not belong to this filing'),
  1056: operate('attachment-format-invalid', '附件格式代码错误', 'The code of an attachment’s format is wrong'),
  1057: operate('attachment-purpose-invalid', '附件用途代码错误', 'The code of an attachment’s purpose is wrong'),
  1058: correct('organiser-unknown', '主体信息不存在', 'The organiser is not filed'),
  1059: correct('service-unknown', '网站信息不存在', 'The site is not filed'),
  1060: none('form-stored', '核验单已入库', 'The form was stored'),
  1061: operate('attachment-owner-wrong', '附件用途与所属对象不匹配', 'An attachment’s purpose does not fit its owner'),
  1062: none('ip-agrees', '接入 IP 与 IP 备案一致', 'The IP addresses agree with the IP filing'),
  1063: correct(
    'ip-differs',
    '接入 IP 与本单位 IP 备案不一致',
    'The IP addresses are not those of the provider’s IP filing',
  ),
  1064: correct('domain-blacklisted', '域名在黑名单中', 'A domain is on the blacklist'),
  1065: correct('organiser-blacklisted', '主体在黑名单中', 'The organiser is on the blacklist'),
  1066: correct('language-invalid', '语言类别错误', 'A language is invalid'),
  1067: correct('number-ambiguous', '备案号对应多个网站', 'The filing number means several sites'),
  1068: correct('number-ambiguous', '备案号对应多条信息', 'The filing number means several records'),
  1999: correct('other', '管局系统返回其他错误', 'The bureau reports another error'),
  5001: operate('xml-invalid', '报送文件不符合接口规范', 'The file breaks the interface’s schema'),
  5002: operate(
    'attribute-unknown',
    '报送文件有接口没有的属性',
    'The file has an attribute that the interface does not have',
  ),
  5003: operate('provider-differs', '报送文件里的单位与账号不一致', 'The file names another provider'),
  5004: operate('version-wrong', '接口版本不符', 'The file has another version of the interface'),
  5005: operate('unfiled-foreign', '未备案网站不属于本企业', 'The unfiled site is another provider’s'),
  5006: operate('unfiled-repeated', '未备案处理结果已上报', 'The treatment of the unfiled site was told already'),
  5007: operate('treatment-code-invalid', '处理结果代码错误', 'The code of a treatment is wrong'),
  5008: correct('characters-forbidden', '内容含有非法字符', 'Some text has forbidden characters'),
  5009: operate('not-permitted', '报备单位无此业务权限', 'The provider may not do this'),
  5010: operate('attachment-malformed', '附件不符合规范', 'An attachment is against the rules'),
  5011: operate('not-open', '该功能未开放', 'The bureau has not opened this function'),
  5999: operate('other', '管局系统返回其他错误', 'The bureau reports another error'),
};

/** A code that the tables do not have. A method’s stops the account, so that nothing is lost; a result’s returns the record. */
const unknown = (code: number): CodeMeaning =>
  meaning(
    'unknown-code',
    code < 1_000 ? 'operate' : 'correct',
    `管局系统返回代码 ${code}`,
    `The bureau answers code ${code}`,
  );

/** Results of IP and domain messages, which are never sent from here: if one comes, it is another system’s of the same account. */
const families: readonly (readonly [from: number, to: number, success: number, meaning: CodeMeaning])[] = [
  [2_001, 2_999, 2_998, operate('ip-filing', 'IP 备案的处理结果', 'A result of an IP filing')],
  [3_001, 3_999, 3_998, operate('domain-filing', '域名备案的处理结果', 'A result of a domain filing')],
];

/** 通用类错误 about a whole file: the bureau has read no record of it. */
export const fileCodes: readonly number[] = [5001, 5003, 5004];

/** Every code with a meaning of its own. */
export const knownCodes: ReadonlyMap<number, CodeMeaning> = new Map(
  Object.entries({ ...methods, ...results }).map(([code, each]) => [Number(code), each]),
);

export function meaningOfCode(code: number): CodeMeaning {
  const family = families.find(([from, to]) => code >= from && code <= to);
  if (!family) return knownCodes.get(code) ?? unknown(code);
  const [, , success, ofFamily] = family;
  return code === success ? { ...ofFamily, remedy: 'none' } : ofFamily;
}

/** @param text the ministry's own words */
export function ministryCode(code: number, text?: string): MinistryCode {
  const { cause, remedy } = meaningOfCode(code);
  return { code, ...(text !== undefined && text !== '' && { text }), cause, remedy };
}
