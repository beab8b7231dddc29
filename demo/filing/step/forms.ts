/** The released forms: their pages, the files, and the public check. */
import { html, type TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import { formUrl, pageUrl, xmlUrl } from '../backend.ts';
import { serviceNames } from '../review.ts';
import type { Filed } from '../subject.ts';
import { wordings } from '../wording.ts';

export function formsStep({ filed, record }: Filed, locale: Locale): TemplateResult {
  const wording = wordings[locale];
  const names = serviceNames(record);
  return html`
    <p class="lead">${wording.formLead}</p>
    ${filed.forms.map(({ serviceId, number, pictures }) => {
      const name = names[serviceId] ?? serviceId;
      return html`<article class="released">
        <h3>${name}</h3>
        <p class="files">
          <a href=${formUrl(filed.id, serviceId, 'pdf')} download="${serviceId}.pdf">PDF</a>
          <a href=${formUrl(filed.id, serviceId, 'json')} download="${serviceId}.json">JSON</a>
          <a href="/check/${number}" target="_blank">${wording.check}</a>
        </p>
        <p>
          <small>${wording.number} <code>${number}</code></small>
        </p>
        ${pictures.map(
          (_, n) =>
            html`<img
              class="page"
              loading="lazy"
              src=${pageUrl(filed.id, serviceId, n + 1)}
              alt=${wording.page(name, n + 1)}
            />`,
        )}
      </article>`;
    })}
    <p class="files"><a href=${xmlUrl(filed.id)} download="record.xml">${wording.xml}</a></p>
  `;
}
