/** The record in six lines. */
import { html, type TemplateResult } from 'lit';
import { domainName } from '#protocol/filing/form/form.ts';
import { recordOf, type Form } from '../../record/form.ts';
import type { Wording } from '../wording.ts';

export function recordSummary(form: Form, wording: Wording): TemplateResult {
  const { summary } = wording;
  const { organiser, services = [] } = recordOf(form);
  const domains = services.flatMap((service) => service?.domains ?? []);
  const rows = [
    [summary.organiser, organiser?.name],
    [summary.document, organiser?.document?.number],
    [summary.person, organiser?.personInCharge?.name],
    [summary.mobile, organiser?.personInCharge?.mobile],
    [summary.service, services.map((service) => service?.name).join(wording.comma)],
    [
      summary.domains,
      domains.map((domain) => domainName(domain as Parameters<typeof domainName>[0])).join(wording.comma),
    ],
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([label, value]) =>
        html`<dt>${label}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}
