/** A record in work: the sections to fill in, and the list of what is found in them, each finding with a link to its field. */
import { html, type TemplateResult } from 'lit';
import type { RecordFinding } from '#protocol/filing/finding.ts';
import type { Locale } from '#protocol/locale.ts';
import { Claims } from './claims.ts';
import { findingText, idOf, placeOf, type FormContext } from './field.ts';
import { focusAt } from './focus.ts';
import type { Form } from './form.ts';
import type { Outcome } from './outcome.ts';
import { addService, basics, existing, organiser, services } from './sections.ts';
import { wordings } from './wording.ts';

interface Edited {
  readonly form: Form;
  readonly outcome: Outcome;
  readonly locale: Locale;
  readonly edit: FormContext['edit'];
}

export interface Editor {
  /** Findings that no field and no group has taken, then the sections. */
  readonly sections: unknown;
  readonly summary: TemplateResult;
}

export function editorOf({ form, outcome, locale, edit }: Edited): Editor {
  const findings = [...outcome.faults, ...outcome.warnings];
  const context: FormContext = {
    form,
    locale,
    wording: wordings[locale],
    claims: new Claims(findings),
    places: new Map(),
    edit,
  };
  const sections = [
    basics(context, outcome.profile),
    existing(context),
    organiser(context),
    services(context),
    addService(context),
  ];
  const unplaced = context.claims.under('').map((found) => html`<p class="beside">${findingText(found, context)}</p>`);
  return { sections: [unplaced, sections], summary: summaryOf(findings, outcome, context) };
}

function summaryOf(
  findings: readonly RecordFinding[],
  { faults, warnings }: Outcome,
  context: FormContext,
): TemplateResult {
  const { wording } = context;
  return html`
    <section class="panel" id="findings" tabindex="-1" aria-labelledby="findings-title">
      <h2 id="findings-title">${wording.findings}</h2>
      <p role="status" aria-live="polite">
        ${findings.length === 0 ? wording.noFindings : wording.tally(faults.length, warnings.length)}
      </p>
      <ul class="summary">
        ${findings.map(
          (found) =>
            html`<li>
              <a href="#${idOf(found.path)}" @click=${(event: Event) => jump(event, found.path)}
                >${findingText(found, context)}</a
              >
              <small>${placeOf(context, found.path)} <span class="path">${found.path || '/'}</span></small>
            </li>`,
        )}
      </ul>
    </section>
  `;
}

function jump(event: Event, path: string): void {
  event.preventDefault();
  focusAt(path);
}
