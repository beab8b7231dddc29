/** The texts of the page that withdraws. */
import type { Locale } from '#protocol/locale.ts';

interface Notice {
  readonly title: string;
  readonly detail: string;
}

export interface WithdrawalWording {
  readonly title: string;
  /** The same words as in the element. */
  readonly sandbox: string;
  readonly reading: string;
  readonly keptFor: (provider: string, since: string) => string;
  readonly what: string;
  readonly kinds: string;
  readonly until: string;
  readonly withdraw: string;
  readonly question: Notice;
  readonly confirm: string;
  readonly cancel: string;
  readonly sending: string;
  readonly unsent: string;
  readonly withdrawn: Notice;
  readonly deleted: Notice;
  readonly unknown: Notice;
  readonly unread: Notice;
  readonly again: string;
}

export const wordings: Readonly<Record<Locale, WithdrawalWording>> = {
  'zh-CN': {
    title: '撤回备案核验的同意',
    sandbox: '沙盒环境，仅供测试',
    reading: '正在查询…',
    keptFor: (provider, since) => `${since}，${provider} 请您做备案真实性核验。核验中的以下内容还保存着。`,
    what: '保存的内容',
    kinds: '核验照片、动作数据、核验结果，以及备案的主办单位和域名',
    until: '保存至',
    withdraw: '撤回同意并删除',
    question: {
      title: '确定要撤回吗？',
      detail: '以上内容将全部删除，无法恢复。如果备案还没有办完，需要重新核验。',
    },
    confirm: '撤回并删除',
    cancel: '暂不撤回',
    sending: '正在删除…',
    unsent: '没有删除成功。请检查网络后再试。',
    withdrawn: { title: '已撤回', detail: '这次核验的数据已经删除。撤回前已完成的处理仍然有效。可以关闭本页面。' },
    deleted: {
      title: '数据已经删除',
      detail: '您或服务商此前已经撤回，或者保存期限已满。没有再保存的内容，不需要再做什么。',
    },
    unknown: {
      title: '链接无法识别',
      detail: '请检查链接是否复制完整。找不到完整链接的，请联系您的服务商，由其代为撤回。',
    },
    unread: { title: '没有连上核验服务', detail: '请检查网络后再试。' },
    again: '再试一次',
  },
  en: {
    title: 'Withdraw your consent',
    sandbox: 'Sandbox, for testing only',
    reading: 'Checking…',
    keptFor: (provider, since) =>
      `On ${since} ${provider} asked you to verify your identity for an ICP filing. The following is still kept.`,
    what: 'What is kept',
    kinds: 'pictures, movement data and the result of the verification; organiser and domains of the filing',
    until: 'Until',
    withdraw: 'Withdraw and delete',
    question: {
      title: 'Withdraw your consent?',
      detail:
        'All of this will be deleted and cannot be restored. If your filing is not finished, you will have to verify again.',
    },
    confirm: 'Withdraw and delete',
    cancel: 'Keep my data',
    sending: 'Deleting…',
    unsent: 'Nothing was deleted. Check your connection and try again.',
    withdrawn: {
      title: 'Withdrawn',
      detail:
        'The data of this verification has been deleted. What was lawfully done before stays valid. You can close this page.',
    },
    deleted: {
      title: 'Already deleted',
      detail:
        'You or your provider withdrew earlier, or the retention period has ended. Nothing is kept, and there is nothing left to do.',
    },
    unknown: {
      title: 'This link is not known',
      detail: 'Check that you copied the whole link. If you cannot find it, ask your provider to withdraw for you.',
    },
    unread: { title: 'The verification service did not answer', detail: 'Check your connection and try again.' },
    again: 'Try again',
  },
};
