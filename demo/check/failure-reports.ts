/**
 * The failure reports of one session, as text for the provider. The element reads them from the backend when it gets a
 * session, and after each failure.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Locale } from '#protocol/locale.ts';
import type { ReceivedFailureReport } from '#protocol/session/failure-report.ts';
import { wordings as spoken } from '../../widget/locale/choose.ts';
import { adviceOn } from '../../widget/locale/wording.ts';
import type { PhaseDetail } from '../../widget/contract.ts';
import { readOutcome } from './backend.ts';

/** Wait between a failure's display and reading its report, which needs some time to reach the backend. Convention. */
const arrivalMs = 800;

interface Wording {
  readonly title: string;
  readonly lead: string;
  readonly steps: Readonly<Partial<Record<ReceivedFailureReport['step'], string>>>;
  readonly columns: readonly [when: string, step: string, what: string, where: string, how: string];
  readonly apps: Readonly<Partial<Record<NonNullable<ReceivedFailureReport['browser']['app']>, string>>>;
  readonly afterSeconds: (seconds: string) => string;
  readonly mesh: (ms: number) => string;
  readonly rate: (hz: number) => string;
  readonly iframe: string;
  readonly omitted: (n: number) => string;
}

const wordings: Readonly<Record<Locale, Wording>> = {
  'zh-CN': {
    title: '服务商看到的故障报告',
    lead: '只有步骤、代码和耗时等技术信息，不含姓名、证件、画面和设备标识。',
    steps: {
      preparing: '准备',
      consent: '授权',
      readying: '加载与开摄像头',
      positioning: '对准',
      acting: '做动作',
      sending: '提交',
    },
    columns: ['时刻', '步骤', '故障', '浏览器', '运行情况'],
    apps: { wechat: '微信', wecom: '企业微信', alipay: '支付宝', dingtalk: '钉钉', feishu: '飞书', weibo: '微博' },
    afterSeconds: (seconds) => `第 ${seconds} 秒`,
    mesh: (ms) => `识别一帧 ${ms} 毫秒`,
    rate: (hz) => `每秒 ${hz} 帧`,
    iframe: '嵌在其他页面中',
    omitted: (n) => `另有 ${n} 条，只计数`,
  },
  en: {
    title: 'Failure reports, as the provider sees them',
    lead: 'Only technical data such as step, code and timings: no name, document, picture or device identifier.',
    steps: {
      preparing: 'preparing',
      consent: 'consent',
      readying: 'loading and camera',
      positioning: 'positioning',
      acting: 'acting',
      sending: 'sending',
    },
    columns: ['When', 'Step', 'Failure', 'Browser', 'How it ran'],
    apps: {
      wechat: 'WeChat',
      wecom: 'WeCom',
      alipay: 'Alipay',
      dingtalk: 'DingTalk',
      feishu: 'Feishu',
      weibo: 'Weibo',
    },
    afterSeconds: (seconds) => `at ${seconds} s`,
    mesh: (ms) => `${ms} ms a frame`,
    rate: (hz) => `${hz} frames/s`,
    iframe: 'in an iframe',
    omitted: (n) => `${n} more, counted only`,
  },
};

@customElement('demo-reports')
export class DemoReports extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
    article {
      display: grid;
      gap: 8px;
      padding: clamp(16px, 3vw, 28px);
      border-radius: 20px;
      background: var(--panel);
    }
    h3 {
      margin: 0;
      font-size: 16px;
    }
    small,
    th {
      color: var(--quiet);
    }
    table {
      border-collapse: collapse;
      font-size: 14px;
      text-align: start;
    }
    th {
      font-weight: 400;
      text-align: start;
    }
    th,
    td {
      padding: 6px 12px 6px 0;
      border-bottom: 1px solid var(--line);
      vertical-align: top;
    }
    code {
      display: block;
      color: var(--quiet);
      font-size: 12px;
    }
    @media (max-width: 560px) {
      table,
      tbody,
      tr {
        display: block;
      }
      thead {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      tr {
        padding: 8px 0;
        border-bottom: 1px solid var(--line);
      }
      td {
        display: grid;
        grid-template-columns: 6em 1fr;
        gap: 12px;
        padding: 3px 0;
        border: 0;
      }
      td::before {
        content: attr(data-column);
        color: var(--quiet);
      }
    }
  `;

  /** The session's id; undefined before there is a session. */
  @property() session: string | undefined;
  @property() locale: Locale = 'zh-CN';

  @state() private reports: readonly ReceivedFailureReport[] = [];
  @state() private omitted = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.body.addEventListener('beihe-phase', this.#onPhase);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.body.removeEventListener('beihe-phase', this.#onPhase);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('session')) return;
    this.reports = [];
    void this.#read(); // after a reload the page has its session, which may have reports
  }

  override render(): TemplateResult | typeof nothing {
    if (this.reports.length === 0) return nothing;
    const wording = wordings[this.locale];
    return html`
      <article>
        <h3>${wording.title}</h3>
        <small>${wording.lead}</small>
        <table>
          <thead>
            <tr>
              ${wording.columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.reports.map((report) => this.#row(report, wording))}
          </tbody>
        </table>
        ${this.omitted > 0 ? html`<small>${wording.omitted(this.omitted)}</small>` : nothing}
      </article>
    `;
  }

  #row(report: ReceivedFailureReport, wording: Wording): TemplateResult {
    const { step, code, browser, timings, backend, meshMs, frameRateHz, embedding } = report;
    const version = browser.major === undefined ? '' : ` ${browser.major}`;
    const how = [
      backend,
      meshMs !== undefined && wording.mesh(meshMs),
      frameRateHz !== undefined && wording.rate(frameRateHz),
      embedding === 'iframe' && wording.iframe,
    ];
    const cells = [
      wording.afterSeconds((timings.failedMs / 1000).toFixed(1)),
      wording.steps[step] ?? step,
      html`${adviceOn(spoken[this.locale], code).title}<code>${code}</code>`,
      html`${(browser.app && wording.apps[browser.app]) ?? browser.app ?? browser.family}${version}<code
          >${browser.system}</code
        >`,
      how.filter(Boolean).join(' · ') || '–',
    ];
    return html`
      <tr>
        ${cells.map((cell, n) => html`<td data-column=${wording.columns[n]!}><div>${cell}</div></td>`)}
      </tr>
    `;
  }

  readonly #onPhase = ({ detail }: CustomEvent<PhaseDetail>) => {
    if (detail.phase === 'failed') setTimeout(() => void this.#read(), arrivalMs);
  };

  async #read(): Promise<void> {
    const { session: id } = this;
    const outcome = id && (await readOutcome(id).catch(() => undefined));
    if (!outcome || this.session !== id) return;
    this.reports = outcome.session.reports;
    this.omitted = outcome.session.reportsOmitted;
  }
}
