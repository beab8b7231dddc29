/**
 * The ministry's code tables. The bureau's download (JCDM) replaces them; the ones here are only a seed, so that a
 * record can be checked before the first download.
 */

export interface Code {
  readonly id: number;
  readonly name: string;
}

/** One kind of document. `natureIds` are the natures of organiser that may show it; without them, any may. */
export interface DocumentTypeCode extends Code {
  readonly natureIds?: readonly number[];
}

export interface CodeTables {
  /** 单位性质代码表. */
  readonly natures: readonly Code[];
  /** 证件类型代码表. */
  readonly documentTypes: readonly DocumentTypeCode[];
  /** 接入方式代码表. */
  readonly accessModes: readonly Code[];
  /** 服务内容代码表. */
  readonly contents: readonly Code[];
  /** 前置或专项审批内容类型代码表. */
  readonly approvals: readonly Code[];
  /** 网站语言类别代码表. */
  readonly languages: readonly Code[];
  /** 分布地点代码表: the provinces in which servers stand. Its ids are not those of GB/T 2260. */
  readonly places: readonly Code[];
}

/** The nature of an individual, 个人. */
export const individualNature = 5;
/** 政府机关. */
export const governmentNature = 2;

const listed = (rows: Readonly<Record<number, string>>): Code[] =>
  Object.entries(rows).map(([id, name]) => ({ id: Number(id), name }));

/**
 * Documents by the natures of those who may show them. Which nature goes with which document is inferred from their
 * names, so a mismatch is a doubt.
 */
const documentTypes: readonly DocumentTypeCode[] = [
  { id: 1, name: '营业执照', natureIds: [4, 19] },
  { id: 2, name: '居民身份证', natureIds: [individualNature] },
  { id: 3, name: '组织机构代码证' },
  { id: 4, name: '事业单位法人证书', natureIds: [3, 17] },
  { id: 5, name: '部队代号', natureIds: [1] },
  { id: 6, name: '社会团体法人登记证书', natureIds: [6, 13] },
  { id: 7, name: '护照', natureIds: [individualNature] },
  { id: 9, name: '组织机构代码证' },
  { id: 10, name: '组织机构代码证' },
  { id: 11, name: '台湾居民来往大陆通行证', natureIds: [individualNature] },
  { id: 12, name: '组织机构代码证' },
  { id: 13, name: '统一社会信用代码证书' },
  { id: 14, name: '港澳居民来往内地通行证', natureIds: [individualNature] },
  { id: 15, name: '统一社会信用代码证书' },
  { id: 16, name: '组织机构代码证' },
  { id: 17, name: '民办非企业单位登记证书', natureIds: [9] },
  { id: 18, name: '组织机构代码证' },
  { id: 19, name: '基金会法人登记证书', natureIds: [10] },
  { id: 20, name: '组织机构代码证' },
  { id: 21, name: '律师事务所执业许可证', natureIds: [11] },
  { id: 22, name: '外国在华文化中心登记证', natureIds: [12] },
  { id: 23, name: '军队单位对外有偿服务许可证', natureIds: [1] },
  { id: 24, name: '统一社会信用代码证书' },
  { id: 25, name: '宗教活动场所登记证', natureIds: [15] },
  { id: 27, name: '外国企业常驻代表机构登记证', natureIds: [4, 16] },
  { id: 28, name: '司法鉴定许可证', natureIds: [14] },
  { id: 30, name: '外国人永久居留身份证', natureIds: [individualNature] },
  { id: 34, name: '外国政府旅游部门常驻代表机构批准登记证', natureIds: [16] },
  { id: 35, name: '境外机构证件', natureIds: [16] },
  { id: 36, name: '社会服务机构登记证书', natureIds: [9] },
  { id: 37, name: '民办学校办学许可证', natureIds: [9] },
  { id: 38, name: '医疗机构执业许可证', natureIds: [17] },
  { id: 39, name: '公证机构执业证', natureIds: [18] },
  { id: 40, name: '驻华使馆人员子女学校办学许可证', natureIds: [9, 16] },
  { id: 41, name: '港澳居民居住证', natureIds: [individualNature] },
  { id: 42, name: '台湾居民居住证', natureIds: [individualNature] },
  { id: 43, name: '农村集体经济组织登记证', natureIds: [19] },
  { id: 44, name: '仲裁委员会登记证', natureIds: [20] },
];

/**
 * Values seen in use in 2016 and 2023. The ids of access modes, of approvals, of places and of contents above 24 are
 * inferred: the tools that show them show the bit 2^(id − 1) of each.
 */
export const seedCodeTables: CodeTables = {
  natures: listed({
    1: '国防机构',
    2: '政府机关',
    3: '事业单位',
    4: '企业',
    5: '个人',
    6: '社会团体',
    9: '民办非企业单位',
    10: '基金会',
    11: '律师执业机构',
    12: '外国在华文化中心',
    13: '群众性团体组织',
    14: '司法鉴定机构',
    15: '宗教团体',
    16: '境外机构',
    17: '医疗机构',
    18: '公证机构',
    19: '集体经济',
    20: '仲裁机构',
  }),
  documentTypes,
  accessModes: listed({ 1: '专线', 2: '主机托管', 3: '虚拟主机', 4: '其他', 5: '云接入' }),
  contents: listed({
    1: '即时通信',
    2: '搜索引擎',
    3: '综合门户',
    4: '网上邮局',
    5: '网络新闻',
    6: '博客/个人空间',
    7: '网络广告/信息',
    8: '单位门户网站',
    9: '网络购物',
    10: '网上支付',
    11: '网上银行',
    12: '网上炒股/股票基金',
    13: '网络游戏',
    14: '网络音乐',
    15: '网络影视',
    16: '网络图片',
    17: '网络软件/下载',
    18: '网上求职',
    19: '网上交友/婚介',
    20: '网上房产',
    21: '网络教育',
    22: '网站建设',
    23: 'WAP',
    24: '其他',
    28: 'APP',
    29: '网络借贷信息中介',
    30: '互联网股权融资',
    31: '互联网保险',
    32: '互联网跨界金融及资产管理',
    33: '网上非银支付',
  }),
  approvals: listed({
    1: '新闻',
    2: '出版',
    3: '教育',
    4: '医疗保健',
    5: '药品和医疗器械',
    6: '电子公告服务',
    9: '文化',
    10: '广播电影电视节目',
    12: '网络预约车',
    13: '互联网金融',
    14: '校外培训',
    15: '宗教',
  }),
  languages: listed({
    1: '中文简体',
    2: '中文繁体',
    3: '维吾尔语',
    4: '哈萨克语',
    5: '柯尔克孜语',
    6: '蒙古语',
    7: '藏语',
    8: '壮语',
    9: '朝鲜语',
    10: '彝语',
    11: '苗语',
    12: '英语',
    13: '日语',
    14: '法语',
    15: '俄语',
    16: '西班牙语',
    17: '阿拉伯语',
  }),
  places: listed({
    1: '安徽',
    2: '北京',
    3: '重庆',
    4: '福建',
    5: '广东',
    6: '甘肃',
    7: '广西',
    8: '贵州',
    9: '河南',
    10: '湖北',
    11: '河北',
    12: '海南',
    14: '黑龙江',
    15: '湖南',
    16: '吉林',
    17: '江苏',
    18: '江西',
    19: '辽宁',
    21: '内蒙古',
    22: '宁夏',
    23: '青海',
    24: '四川',
    25: '山东',
    26: '上海',
    27: '陕西',
    28: '山西',
    29: '天津',
    31: '新疆',
    32: '西藏',
    33: '云南',
    34: '浙江',
  }),
};
