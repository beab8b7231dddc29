/** The texts of the page that checks a form. Both languages stand on the page, Chinese first, because a form has one address. */
import type { FormCheck } from '#protocol/case/case.ts';
import type { Locale } from '#protocol/locale.ts';

export type Text = Readonly<Record<Locale, string>>;

interface Notice {
  readonly title: Text;
  readonly detail: Text;
}

export const states: Readonly<Record<FormCheck['state'], Notice>> = {
  valid: {
    title: { 'zh-CN': '核验单有效', en: 'This form is valid' },
    detail: {
      'zh-CN': '该编号的核验单由本系统出具，目前有效。请核对纸面或图片上的编号与下方一致。',
      en: 'The form with this number was issued here and is in force. Compare the number on paper with the one below.',
    },
  },
  withdrawn: {
    title: { 'zh-CN': '核验单已失效', en: 'This form was withdrawn' },
    detail: {
      'zh-CN': '该编号的核验单曾由本系统出具，现已撤回，不能再使用。',
      en: 'The form with this number was issued here and has been withdrawn. It must not be used any more.',
    },
  },
  unknown: {
    title: { 'zh-CN': '没有这张核验单', en: 'There is no such form' },
    detail: {
      'zh-CN': '本系统没有出具过该编号的核验单。请检查编号是否完整；编号无误的，请勿采信。',
      en: 'No form with this number was issued here. Check that the number is complete. If it is, do not trust the form.',
    },
  },
};

export const wording = {
  reading: { 'zh-CN': '正在查询…', en: 'Checking…' },
  sandbox: { 'zh-CN': '沙盒环境，仅供测试', en: 'Sandbox, for testing only' },
  sandboxDetail: {
    'zh-CN': '沙盒中的核验单没有核验真实身份，不能用于备案。',
    en: 'A form of the sandbox verifies nobody and cannot be used for a filing.',
  },
  number: { 'zh-CN': '编号', en: 'Number' },
  enter: {
    title: { 'zh-CN': '查验核验单', en: 'Check a form' },
    detail: {
      'zh-CN': '扫描核验单上的二维码，或输入其编号。',
      en: 'Scan the code on the form, or enter its number.',
    },
  },
  check: { 'zh-CN': '查询', en: 'Check' },
  unread: {
    title: { 'zh-CN': '没有连上核验服务', en: 'The verification service did not answer' },
    detail: { 'zh-CN': '请检查网络后再试。', en: 'Check your connection and try again.' },
  },
  again: { 'zh-CN': '再试一次', en: 'Try again' },
} as const satisfies Record<string, Text | Notice>;
