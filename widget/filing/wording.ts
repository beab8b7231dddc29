/** The texts of these steps. They are here and not in the element's wording, so that other sessions do not load them. */
import type { Locale } from '#protocol/locale.ts';

export interface FilingWording {
  readonly person: string;
  readonly document: string;
  readonly organiser: { readonly unit: string; readonly individual: string };
  readonly services: { readonly website: string; readonly app: string };
  readonly authority: string;
  readonly bureau: string;
  readonly sign: {
    readonly title: string;
    readonly what: string;
    readonly notThis: string;
    readonly digest: string;
    readonly changed: string;
    readonly pad: (name: string) => string;
    readonly empty: string;
    readonly drawn: (strokes: number) => string;
    readonly undo: string;
    readonly clear: string;
    readonly type: string;
    readonly draw: string;
    readonly typed: (name: string) => string;
    readonly missing: string;
    readonly otherName: (name: string) => string;
    readonly confirm: string;
    readonly sending: string;
  };
}

export const wordings: Readonly<Record<Locale, FilingWording>> = {
  'zh-CN': {
    person: '负责人',
    document: '证件号码',
    organiser: { unit: '主办单位', individual: '主办者' },
    services: { website: '网站', app: 'App' },
    authority: '比对机构',
    bureau: '报送部门',
    sign: {
      title: '请签名确认',
      what: '您的签名表示您确认以下备案信息真实、准确，并将印在《互联网信息服务备案信息真实性核验单》的负责人签字处。',
      notThis: '《互联网信息服务承诺书》不在这次签名之内，由服务商另行请您签署。',
      digest: '备案信息校验码',
      changed: '服务商刚刚修改了备案信息。请核对后再确认一次。',
      pad: (name) => `请在框内手写姓名：${name}`,
      empty: '签名区，还没有写',
      drawn: (strokes) => `签名区，已写 ${strokes} 笔`,
      undo: '撤销一笔',
      clear: '清除重写',
      type: '改用键盘输入',
      draw: '改用手写',
      typed: (name) => `请输入您的姓名：${name}`,
      missing: '请先写下您的姓名。',
      otherName: (name) => `请输入与备案信息一致的姓名：${name}`,
      confirm: '确认签名',
      sending: '正在提交…',
    },
  },
  en: {
    person: 'Person in charge',
    document: 'Document',
    organiser: { unit: 'Organiser', individual: 'Organiser' },
    services: { website: 'Website', app: 'App' },
    authority: 'Compared by',
    bureau: 'Submitted to',
    sign: {
      title: 'Please sign',
      what: 'Your signature confirms that the filing below is true and accurate. It will stand on the verification form, as that of the person in charge.',
      notThis:
        'It does not cover the undertaking (互联网信息服务承诺书), which your provider asks you to sign separately.',
      digest: 'Check code of the filing',
      changed: 'Your provider has just changed the filing. Please look at it and confirm once more.',
      pad: (name) => `Write your name in the box: ${name}`,
      empty: 'Signature, still empty',
      drawn: (strokes) => `Signature, ${strokes} ${strokes === 1 ? 'stroke' : 'strokes'} so far`,
      undo: 'Undo a stroke',
      clear: 'Clear',
      type: 'Type it instead',
      draw: 'Write it by hand',
      typed: (name) => `Type your name: ${name}`,
      missing: 'Please write your name first.',
      otherName: (name) => `Please type the name as in the filing: ${name}`,
      confirm: 'Sign',
      sending: 'Sending…',
    },
  },
};
