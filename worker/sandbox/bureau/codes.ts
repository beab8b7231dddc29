/** The words of the ministry's codes (接口返回状态代码表, 数据处理结果代码表), as the simulated bureau sends and shows them. */
import type { Locale } from '#protocol/locale.ts';

type Words = Readonly<Record<Locale, string>>;

const words = (chinese: string, english: string): Words => ({ 'zh-CN': chinese, en: english });

/** Answers of the methods. */
export const methodWords: Readonly<Record<number, Words>> = {
  0: words('操作成功', 'done'),
  1: words('操作成功，数据已经下载完毕', 'done, nothing is left to download'),
  2: words('目前服务器端没有可以下载的数据', 'nothing to download'),
  3: words('服务器端数据需要下载，请继续调用本接口进行下载', 'done, more is to be downloaded'),
  4: words('用户名错误', 'wrong user name'),
  5: words('密码错误', 'wrong password'),
  6: words('解密失败', 'cannot be decrypted'),
  7: words('哈希值验证未通过', 'the hash does not fit'),
  8: words('解压缩失败', 'cannot be unzipped'),
  9: words('加密算法类型错误', 'wrong number of an encryption algorithm'),
  10: words('Hash算法类型错误', 'wrong number of a hash algorithm'),
  11: words('压缩格式错误', 'wrong number of a compression format'),
  12: words('认证信息错误，服务器拒绝响应', 'authentication failed'),
  13: words('非本省ISP，服务器拒绝响应', 'not a provider of this province'),
  14: words('本次上载没有受理，请首先上载漏报的数据，然后再上载本次数据', 'a file before this one is missing'),
  15: words('本次上载没有受理，已上报的数据文件已超过最大受理数量，请稍后再提交', 'too many files wait, try later'),
  16: words('认证错误，随机数小于20个字符，服务器拒绝响应', 'the random value has fewer than 20 characters'),
  17: words(
    '您上报的备案数据文件数量不符合要求（每次必须上报1个文件），服务器拒绝受理，请调整后重新上报',
    'the ZIP must contain one file',
  ),
  18: words(
    '上报的备案数据文件过大，服务器拒绝响应，请将上报的备案数据文件调整为50MB内并重新上报',
    'the file is larger than 50 MB',
  ),
  19: words('您的报备权限未开放，请联系所在省通信管理局', 'the account may not file'),
  20: words('请您在规定的时间段内进行报备，报备时间为：08:00-20:00', 'outside filing hours'),
  21: words('回调响应文件名称不能为空，请核实后继续调用', 'the name of the acknowledged file is empty'),
  22: words('备案密码校验超过5次，请仔细核对备案密码', 'the filing password was tried too often'),
  901: words('系统正在维护中，您的报备请求未被受理，请稍后重新报备', 'maintenance, nothing is taken'),
  902: words('系统正在维护中，您的下载请求未被受理，请稍后重新下载', 'maintenance, nothing is given out'),
  999: words('其他错误', 'another error'),
};

/** What is found in a record. */
export const dataWords: Readonly<Record<number, Words>> = {
  1001: words('管局审核通过', 'accepted by the bureau'),
  1002: words('管局审核拒绝', 'refused by the bureau'),
  1003: words('网站主办者冲突，请核实后再次报备', 'the organiser is filed already'),
  1004: words('无效域名，请核实后再次报备', 'invalid domain'),
  1005: words('域名冲突，该域名在备案信息库中已存在，请核实后再次报备', 'the domain is filed already'),
  1006: words('无效IP，请核实后再次报备', 'invalid IP address'),
  1008: words('无效证件，请核实后再次报备', 'invalid document'),
  1009: words('无效邮箱，请核实后再次报备', 'invalid e-mail address'),
  1010: words('无效办公电话，请核实后再次报备', 'invalid office phone'),
  1011: words('无效手机号码，请核实后再次报备', 'invalid mobile number'),
  1014: words('无效主办单位性质，请核实后再次报备', 'invalid nature of the organiser'),
  1015: words('无效身份证号码，请核实后再次报备', 'invalid identity number'),
  1016: words('备案申请中的数据在备案信息库中不存在，请核实后再次报备', 'the filing does not exist'),
  1017: words('备案变更中，审核通过后可再次申请变更', 'a change is under way'),
  1018: words('ICP备案密码错误，请核实后再次报备', 'wrong filing password'),
  1019: words('省市县代码错误，请核实后再次报备', 'wrong region code'),
  1020: words('网站名称冲突，请核实后再次报备', 'the site name is filed already'),
  1022: words('网站首页地址格式错误，请核实后再次报备', 'malformed home page address'),
  1031: words('网站负责人办公电话不能为空，请核实后再次报备', 'the office phone is missing'),
  1033: words('无效的前置或专项审批内容类型，请核实后再次报备', 'invalid kind of approval'),
  1034: words('无效网站服务内容，请核实后再次报备', 'invalid service content'),
  1035: words('无效网站接入方式，请核实后再次报备', 'invalid access mode'),
  1036: words('无效服务器放置地点，请核实后再次报备', 'invalid place of the server'),
  1037: words('该网站已经报备，无需重复报备', 'the site is filed already'),
  1038: words('该接入已经报备，无需重复报备', 'the access is filed already'),
  1039: words('该备案信息中的网站域名已经报备，无需重复报备', 'the domain is in the record twice'),
  1041: words('网站首页URL中必须包含域名中的其中一项，请核实后再次报备', 'the home page is on none of the domains'),
  1055: words('核验单提交信息不是该备案核验单，请确认', 'the form does not belong to this filing'),
  1056: words('附件格式类型代码错误，请核实后再次报备', 'wrong format of an attachment'),
  1057: words('附件用途类型代码错误，请核实后再次报备', 'wrong purpose of an attachment'),
  1058: words('主体信息不存在', 'the organiser is not filed'),
  1059: words('网站信息不存在', 'the site is not filed'),
  1060: words('核验单信息成功入库', 'the form is stored'),
  1061: words('核验单用途类型与报备标识不匹配', 'the purpose does not fit what the attachment belongs to'),
  1062: words('ICP接入信息比对IP库信息成功', 'the IP addresses agree with the IP filing'),
  1063: words(
    'ICP备案接入信息中所使用的IP地址与你单位IP地址备案中报备的IP信息不一致，请核实后再次提交',
    'the IP addresses are not those of your IP filing',
  ),
  1064: words('“XX”网站的“XX域名”在黑名单中，请核实后再次报备', 'the domain is on the blacklist'),
  1065: words('主体在黑名单中，请核实后再次报备', 'the organiser is on the blacklist'),
  1066: words('网站语言类别错误，请核实后再次报备', 'invalid language'),
  1999: words('其他错误', 'another error'),
  5001: words('数据文件格式不符合接口XSD规范，请核实后再次报备', 'the file breaks the XML schema'),
  5003: words('XML中请求单位Id和报备单位Id不一致，请核实后再次报备', 'the provider in the file is another one'),
  5004: words('接口版本错误，当前接口版本为“V.3.0”', 'the file has another version of the interface'),
  5010: words('您提交的附件格式不符合规范', 'an attachment is against the rules'),
  5011: words('该功能目前未开放', 'this kind of filing is not open'),
};

/** Codes that tell of success in part. They decide nothing. */
export const informative: readonly number[] = [1060, 1062];

export const methodText = (code: number): string => methodWords[code]?.['zh-CN'] ?? '其他错误';
export const dataText = (code: number): string => dataWords[code]?.['zh-CN'] ?? '其他错误';
