import type { Locale } from '#protocol/locale.ts';
import type { DownloadKind } from '../downloads.ts';
import type { EntryKind } from '../entry.ts';
import type { FaultGroup } from '../faults.ts';
import type { Stage } from '../stage.ts';

/** The words of the pages on the simulated bureau. */
export interface BureauWording {
  readonly title: string;
  readonly about: string;
  readonly home: string;
  readonly reload: string;
  readonly bureau: string;
  readonly aboutBureau: string;
  readonly totals: Readonly<Record<'uploads' | 'records' | 'sms' | 'review' | 'waiting' | 'filed', string>>;
  readonly received: string;
  readonly nothing: string;
  readonly latest: string;
  readonly sequence: string;
  readonly kilobytes: string;
  readonly xml: string;
  readonly wholeFile: string;
  readonly results: string;
  readonly noResults: string;
  readonly file: string;
  readonly content: string;
  readonly answersRecords: string;
  readonly state: string;
  readonly given: string;
  readonly waits: string;
  readonly acknowledged: string;
  readonly kinds: Readonly<Record<EntryKind, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly downloads: Readonly<Record<DownloadKind, string>>;
  readonly switch: string;
  readonly aboutSwitch: string;
  readonly fault: string;
  readonly times: string;
  readonly set: string;
  readonly setNow: string;
  readonly noFaults: string;
  readonly clear: string;
  readonly groups: Readonly<Record<FaultGroup, string>>;
  readonly delay: string;
  readonly answers: string;
  readonly answersByPage: string;
  readonly answersItself: string;
  readonly save: string;
  readonly testData: string;
  readonly aboutTestData: string;
  readonly domain: string;
  readonly result: string;
  readonly record: string;
  readonly number: string;
  readonly opinion: string;
  readonly codes: string;
  readonly pictures: string;
  readonly noPictures: string;
  readonly purposes: Readonly<Record<number, string>>;
  readonly fields: string;
  readonly inXml: string;
  readonly sms: string;
  readonly aboutSms: string;
  readonly noMessages: string;
  readonly message: (code: string) => string;
  readonly code: string;
  readonly lastSix: string;
  readonly verify: string;
  readonly verified: string;
  readonly refused: string;
  readonly answeredAt: string;
  readonly until: string;
  readonly of: string;
}

export const bureauWording: Readonly<Record<Locale, BureauWording>> = {
  'zh-CN': {
    title: '沙盒 · 模拟管局与数据源',
    about: '本页列出沙盒收到的全部内容。沙盒只在本机运行，所有数据均不会离开本机。请勿填写真实人员的信息。',
    home: '沙盒首页',
    reload: '刷新',
    bureau: '模拟管局（备案管理系统，接口 V3.0）',
    aboutBureau:
      '收到备案文件后先做技术校验并向负责人发送短信验证码；全部核验通过后给出审核结果，由接入商下载。备案号以“99”开头，均为虚构。',
    totals: {
      uploads: '已收文件',
      records: '备案申请',
      sms: '待短信核验',
      review: '待审核',
      waiting: '待下载文件',
      filed: '已备案主体',
    },
    received: '收到的备案文件',
    nothing: '还没有收到文件。在演示页提交一份备案后再刷新本页。',
    latest: '最新的在最前，最多 20 个文件，每个文件最多列 20 条。',
    sequence: '文件序号',
    kilobytes: 'KB',
    xml: '下载 XML',
    wholeFile: '整个文件有误',
    results: '供下载的结果文件',
    noResults: '还没有结果文件。',
    file: '文件',
    content: '内容',
    answersRecords: '涉及申请',
    state: '状态',
    given: '下发次数',
    waits: '待下载',
    acknowledged: '已确认',
    kinds: {
      'new-filing': '新增备案',
      'new-service': '新增网站',
      'new-access': '新增接入',
      change: '变更备案',
      cancellation: '注销备案',
      evidence: '核验材料',
    },
    stages: {
      wrong: '数据有误',
      sms: '待短信核验',
      review: '管局审核中',
      accepted: '审核通过',
      returned: '审核退回',
    },
    downloads: { codes: '基础代码表', check: '技术校验结果', decision: '管局审核结果', strange: '未知记录的结果' },
    switch: '故障开关',
    aboutSwitch: '选择下一次调用如何失败，或下一条申请得到什么结果。生效后自动恢复正常。',
    fault: '故障或结果',
    times: '生效次数',
    set: '设置',
    setNow: '已设置的故障',
    noFaults: '没有设置故障。',
    clear: '全部取消',
    groups: {
      upload: '上传 isp_upload',
      previous: '查询上次上传 isp_querypreviousupload',
      download: '下载 isp_download',
      acknowledge: '下载确认 isp_downloadack',
      status: '查询备案状态 isp_querybeianstatus',
      record: '下一条申请的结果',
      now: '立即执行',
    },
    delay: '出结果前等待（毫秒）',
    answers: '短信核验',
    answersByPage: '在短信核验页填写验证码',
    answersItself: '自动通过',
    save: '保存',
    testData: '测试数据',
    aboutTestData:
      '域名为 sandbox-代码.cn 的申请得到该代码的结果，无需使用开关；修改域名后重新提交即可通过。演示用的证件号码和域名可以重复备案。',
    domain: '域名',
    result: '结果',
    record: '备案申请',
    number: '申请编号',
    opinion: '审核意见',
    codes: '校验结果',
    pictures: '核验单与材料',
    noPictures: '没有附件。',
    purposes: {
      1: '真实性核验单',
      2: '主办单位有效证件',
      3: '主体负责人有效证件',
      4: '网站负责人有效证件',
      5: '网站负责人核验现场拍摄照片',
    },
    fields: '申请内容',
    inXml: '（内容见 XML）',
    sms: '短信核验',
    aboutSms:
      '备案申请提交后，工信部会向负责人手机发送验证码，须在 24 小时内在此页完成核验。沙盒不发送真实短信，验证码列在下方。',
    noMessages: '还没有短信。',
    message: (code) => `【沙盒备案系统】您的备案短信核验验证码为 ${code}，24 小时内有效。`,
    code: '短信验证码',
    lastSix: '证件号码后 6 位',
    verify: '提交核验',
    verified: '核验成功。',
    refused: '验证码或证件号码后 6 位不正确，请核对后重试。',
    answeredAt: '已核验',
    until: '有效期至',
    of: '所属申请',
  },
  en: {
    title: 'Sandbox · simulated bureau and databases',
    about:
      'Everything that the sandbox received. It runs on this machine alone, and no data leaves it. Enter no real person’s data.',
    home: 'Sandbox',
    reload: 'Reload',
    bureau: 'Simulated bureau (the ministry’s system, interface V3.0)',
    aboutBureau:
      'A file is checked, and each person in charge is sent a code. When all have answered, the official decides, and the provider downloads the result. Filing numbers begin with 99 and are invented.',
    totals: {
      uploads: 'Files',
      records: 'Records',
      sms: 'Wait for codes',
      review: 'In review',
      waiting: 'Files to download',
      filed: 'Organisers filed',
    },
    received: 'Received files',
    nothing: 'Nothing yet. Submit a filing on the demo page, then reload this page.',
    latest: 'The latest first: at most 20 files, with at most 20 records each.',
    sequence: 'Sequence',
    kilobytes: 'KB',
    xml: 'Download the XML',
    wholeFile: 'The whole file is wrong',
    results: 'Files to download',
    noResults: 'None yet.',
    file: 'File',
    content: 'Content',
    answersRecords: 'Records',
    state: 'State',
    given: 'Given out',
    waits: 'waits',
    acknowledged: 'acknowledged',
    kinds: {
      'new-filing': 'new filing',
      'new-service': 'new website',
      'new-access': 'new access',
      change: 'change',
      cancellation: 'cancellation',
      evidence: 'evidence',
    },
    stages: {
      wrong: 'data wrong',
      sms: 'waits for codes',
      review: 'in review',
      accepted: 'accepted',
      returned: 'returned',
    },
    downloads: {
      codes: 'code tables',
      check: 'results of the technical check',
      decision: 'decisions of the bureau',
      strange: 'a result for an unknown record',
    },
    switch: 'Switch',
    aboutSwitch: 'Choose how the next call fails, or what the next record gets. After that all is as usual again.',
    fault: 'Fault or result',
    times: 'How often',
    set: 'Set',
    setNow: 'Set now',
    noFaults: 'No fault is set.',
    clear: 'Take all back',
    groups: {
      upload: 'Upload (isp_upload)',
      previous: 'Previous upload (isp_querypreviousupload)',
      download: 'Download (isp_download)',
      acknowledge: 'Acknowledgement (isp_downloadack)',
      status: 'Status of a filing (isp_querybeianstatus)',
      record: 'Result of the next record',
      now: 'At once',
    },
    delay: 'Wait before a result (ms)',
    answers: 'Short messages',
    answersByPage: 'answered on their page',
    answersItself: 'count as answered',
    save: 'Save',
    testData: 'Test data',
    aboutTestData:
      'A record with a domain sandbox-CODE.cn gets the result of that code, without the switch. With another domain it is accepted. The example documents and domains can be filed again and again.',
    domain: 'Domain',
    result: 'Result',
    record: 'Record',
    number: 'Number',
    opinion: 'Opinion',
    codes: 'Check',
    pictures: 'Form and pictures',
    noPictures: 'No attachments.',
    purposes: {
      1: 'verification form',
      2: 'organiser’s document',
      3: 'document of the organiser’s person in charge',
      4: 'document of the site’s person in charge',
      5: 'photo of the site’s person in charge',
    },
    fields: 'What it says',
    inXml: '(see the XML)',
    sms: 'Short messages',
    aboutSms:
      'After a submission the ministry sends each person in charge a code, which is entered on this page within 24 hours. The sandbox sends no real message; the codes stand below.',
    noMessages: 'No messages yet.',
    message: (code) => `[Sandbox filing system] Your verification code is ${code}, valid for 24 hours.`,
    code: 'Code',
    lastSix: 'Last 6 characters of the document number',
    verify: 'Verify',
    verified: 'Verified.',
    refused: 'The code or the last 6 characters are wrong. Compare them and try again.',
    answeredAt: 'verified',
    until: 'valid until',
    of: 'Of record',
  },
};
