/** Words for the codes of a case, as the provider's page shows them. Each list is complete: the compiler says what is missing. */
import type { CaseEvent, CaseStatus, OpenCause } from '#protocol/case/case.ts';
import type { Outcome, ComparedFact } from '#protocol/case/comparison.ts';
import type { DocumentKind } from '#protocol/case/document.ts';
import type { ReturnCause } from '#protocol/case/review.ts';
import type { Locale } from '#protocol/locale.ts';

export const documentFieldNames = [
  'name',
  'number',
  'legalRepresentative',
  'address',
  'validFrom',
  'validUntil',
] as const;
export type DocumentField = (typeof documentFieldNames)[number];

export interface CaseWords {
  readonly states: Readonly<Record<CaseStatus, string>>;
  readonly events: Readonly<Record<CaseEvent, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly facts: Readonly<Record<ComparedFact, string>>;
  readonly reasons: Readonly<Record<OpenCause, string>>;
  readonly returns: Readonly<Record<ReturnCause, string>>;
  readonly documents: Readonly<Record<DocumentKind, string>>;
  readonly fields: Readonly<Record<DocumentField, string>>;
}

const zhCN: CaseWords = {
  states: {
    open: '办理中',
    comparing: '正在比对',
    'in-review': '待审核',
    'form-ready': '核验单已出具',
    withdrawn: '已撤回',
  },
  events: {
    created: '建立案件',
    'record-changed': '修改备案记录',
    'session-created': '发起活体核验',
    consented: '同意授权',
    verified: '通过活体核验',
    'not-verified': '未通过活体核验',
    signed: '签名确认备案记录',
    'document-put': '提交证件材料',
    submitted: '提交比对',
    'submit-refused': '提交未受理',
    'question-asked': '询问权威库',
    'question-answered': '权威库已答复',
    opened: '退回办理',
    'in-review': '转入审核',
    reviewed: '审核',
    'forms-released': '出具核验单',
    'picture-viewed': '查看图片',
    'session-withdrawn': '核验会话已撤回',
    withdrawn: '撤回',
  },
  outcomes: {
    match: '一致',
    mismatch: '不一致',
    'not-found': '库中无此人或单位',
    'photo-unavailable': '库中无照片',
    'liveness-failed': '照片被判为非活体',
    'quality-failed': '照片质量不合格',
    'rate-limited': '请求过多',
    'source-down': '权威库没有答复',
    'invalid-input': '请求内容被拒绝',
    unauthorised: '账号无权查询',
  },
  facts: { name: '姓名或名称', number: '证件号码', portrait: '人脸', 'legal-representative': '法定代表人' },
  reasons: {
    'subject-unverified': '尚未通过活体核验',
    'consent-missing': '尚未同意授权',
    'signature-missing': '尚未签名确认备案记录',
    'document-missing': '缺少证件材料',
    'document-disagrees': '证件与备案记录不一致',
    'document-expired': '证件已过期',
    'comparison-mismatch': '权威库比对不一致',
    'comparison-not-found': '权威库中查无此项',
    'comparison-photo-unavailable': '权威库中没有照片，可改为现场核验',
    'comparison-quality-failed': '权威库认为照片质量不合格',
    'comparison-liveness-failed': '权威库认为照片不是活体',
    'comparison-unavailable': '权威库只能核对居民身份证，其他证件请现场核验',
    'comparison-unanswered': '权威库没有答复，可稍后重新提交',
    'comparison-refused': '权威库拒绝了请求，请检查接入配置',
    'returned-by-reviewer': '审核员退回',
  },
  returns: {
    'document-unreadable': '证件看不清',
    'document-expired': '证件已过期',
    'document-mismatch': '证件与记录不符',
    'portrait-unlike': '人像与证件不像同一人',
    'record-incorrect': '备案记录有误',
    'content-unsuitable': '服务内容不合规',
    'approval-missing': '缺少审批文件',
    'not-reached': '电话无法接通',
    'denied-by-person': '本人否认',
    other: '其他',
  },
  documents: {
    'unit-document': '营业执照',
    'person-document-front': '身份证件（人像面）',
    'person-document-back': '身份证件（国徽面）',
    approval: '审批文件',
    undertaking: '承诺书',
    authorisation: '授权书',
    'on-site-photo': '现场照片',
  },
  fields: {
    name: '姓名或名称',
    number: '证件号码',
    legalRepresentative: '法定代表人',
    address: '住所',
    validFrom: '有效期自',
    validUntil: '有效期至',
  },
};

const en: CaseWords = {
  states: {
    open: 'Open',
    comparing: 'Comparing',
    'in-review': 'In review',
    'form-ready': 'Form released',
    withdrawn: 'Withdrawn',
  },
  events: {
    created: 'Case created',
    'record-changed': 'Record changed',
    'session-created': 'Live check started',
    consented: 'Consent given',
    verified: 'Live check passed',
    'not-verified': 'Live check not passed',
    signed: 'Record signed',
    'document-put': 'Document received',
    submitted: 'Submitted for comparison',
    'submit-refused': 'Submission not accepted',
    'question-asked': 'Authority asked',
    'question-answered': 'Authority answered',
    opened: 'Open again',
    'in-review': 'Passed on to review',
    reviewed: 'Reviewed',
    'forms-released': 'Form released',
    'picture-viewed': 'Picture viewed',
    'session-withdrawn': 'Session withdrawn',
    withdrawn: 'Withdrawn',
  },
  outcomes: {
    match: 'Match',
    mismatch: 'Mismatch',
    'not-found': 'Not in the database',
    'photo-unavailable': 'The database has no photo',
    'liveness-failed': 'Portrait refused: not live',
    'quality-failed': 'Portrait refused: quality',
    'rate-limited': 'Too many requests',
    'source-down': 'No answer',
    'invalid-input': 'Question refused as malformed',
    unauthorised: 'Account may not ask this',
  },
  facts: { name: 'name', number: 'number', portrait: 'face', 'legal-representative': 'legal representative' },
  reasons: {
    'subject-unverified': 'The live check is not passed yet',
    'consent-missing': 'Consent is missing',
    'signature-missing': 'The record is not signed yet',
    'document-missing': 'A document is missing',
    'document-disagrees': 'Document and record disagree',
    'document-expired': 'A document has expired',
    'comparison-mismatch': 'The authority does not confirm it',
    'comparison-not-found': 'The authority has no such entry',
    'comparison-photo-unavailable': 'The authority has no photo; verify on site instead',
    'comparison-quality-failed': 'The authority refused the portrait’s quality',
    'comparison-liveness-failed': 'The authority took the portrait for not live',
    'comparison-unavailable': 'The authority knows resident identity cards alone; verify on site instead',
    'comparison-unanswered': 'The authority did not answer; submit again later',
    'comparison-refused': 'The authority refused the question; check the configuration',
    'returned-by-reviewer': 'Returned by the reviewer',
  },
  returns: {
    'document-unreadable': 'Document not readable',
    'document-expired': 'Document expired',
    'document-mismatch': 'Document and record differ',
    'portrait-unlike': 'Portrait and document look like two people',
    'record-incorrect': 'Record is wrong',
    'content-unsuitable': 'Content not allowed',
    'approval-missing': 'Approval missing',
    'not-reached': 'Not reached by phone',
    'denied-by-person': 'The person denies it',
    other: 'Other',
  },
  documents: {
    'unit-document': 'Business licence',
    'person-document-front': 'ID card, side with the portrait',
    'person-document-back': 'ID card, side with the dates',
    approval: 'Approval',
    undertaking: 'Undertaking',
    authorisation: 'Authorisation',
    'on-site-photo': 'Photo taken on site',
  },
  fields: {
    name: 'Name',
    number: 'Number',
    legalRepresentative: 'Legal representative',
    address: 'Address',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
  },
};

export const caseWords: Readonly<Record<Locale, CaseWords>> = { 'zh-CN': zhCN, en };
