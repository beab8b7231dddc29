/** What stands beside the steps: the case's state, its timeline, and what can be looked at by itself. */
import { html, nothing, type TemplateResult } from 'lit';
import { caseStates, type ProviderCase, type TimelineEntry } from '#protocol/case/case.ts';
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';
import { caseWords } from './case-words.ts';
import { webhooksOf, type ReceivedWebhook } from './inbox.ts';
import { learntOf } from './learnt.ts';
import { timeOf } from './step/comparison.ts';
import { submissionWordings } from './submission-wording.ts';
import { shownFacts, type ShownFact } from './timeline-facts.ts';
import { wordings } from './wording.ts';

interface Aside {
  readonly filed: ProviderCase | undefined;
  readonly webhooks: readonly ReceivedWebhook[];
  readonly locale: Locale;
  readonly startAnew: () => void;
}

export function aside({ filed, webhooks, locale, startAnew }: Aside): TemplateResult {
  const wording = wordings[locale];
  return html`
    <section class="panel state" aria-labelledby="state-title">
      <h2 id="state-title">${wording.state}</h2>
      <p class="stamp" role="status">${filed ? caseWords[locale].states[filed.state] : wording.noCase}</p>
      ${
        filed
          ? html`<p class="id">${wording.caseId} <code>${filed.id}</code></p>
              <p class="id">
                ${wording.keptUntil} <time>${new Date(filed.deleteAtMs).toLocaleDateString(locale)}</time>
              </p>
              <button type="button" class="plain" @click=${startAnew}>${wording.newCase}</button>`
          : nothing
      }
    </section>
    ${
      filed
        ? html`<section class="panel" aria-labelledby="timeline-title">
            <h2 id="timeline-title">${wording.timeline}</h2>
            <ol class="timeline" reversed>
              ${filed.timeline.toReversed().map((entry) => line(entry, locale))}
            </ol>
          </section>`
        : nothing
    }
    ${filed ? html`${learntPanel(filed, locale)} ${inboxPanel(filed, webhooks, locale)}` : nothing}
    <nav class="panel" aria-labelledby="elsewhere-title">
      <h2 id="elsewhere-title">${wording.elsewhere}</h2>
      <ul class="links">
        <li><a href="/sandbox/">${wording.links.sandbox}</a></li>
        <li><a href="/demo/check/">${wording.links.check}</a></li>
        <li><a href="/demo/record/">${wording.links.record}</a></li>
        <li><a href="/demo/form/">${wording.links.form}</a></li>
      </ul>
    </nav>
  `;
}

function learntPanel(filed: ProviderCase, locale: Locale): TemplateResult {
  const words = submissionWordings[locale];
  return html`<section class="panel" aria-labelledby="learnt-title">
    <h2 id="learnt-title">${words.learnt}</h2>
    <dl class="learnt">
      ${learntOf(filed).map(
        ({ party, facts }) =>
          html`<dt>${words.parties[party]}</dt>
            ${
              facts.length === 0
                ? html`<dd class="nothing">${words.nothingYet}</dd>`
                : facts.map(
                    ({ fact, atMs }) => html`<dd><time>${timeOf(atMs, locale)}</time> ${words.facts[fact]}</dd>`,
                  )
            }`,
      )}
    </dl>
  </section>`;
}

function inboxPanel(filed: ProviderCase, webhooks: readonly ReceivedWebhook[], locale: Locale): TemplateResult {
  const words = submissionWordings[locale];
  const own = webhooksOf(filed.id, webhooks);
  return html`<section class="panel" aria-labelledby="inbox-title">
    <h2 id="inbox-title">${words.inbox}</h2>
    <p class="lead"><small>${words.inboxLead}</small></p>
    ${own.length === 0 ? html`<p>${words.nothingYet}</p>` : nothing}
    <ol class="timeline inbox">
      ${own.map(({ id, receivedAtMs, verified, content }) => {
        const state = caseStates.find((each) => each === content?.data.state);
        return html`<li>
          <time datetime=${new Date(receivedAtMs).toISOString()}>${timeOf(receivedAtMs, locale)}</time>
          <span
            >${content ? words.events[content.type] : id}${state ? `${wordings[locale].colon}${caseWords[locale].states[state]}` : ''}</span
          >
          <small
            >${verified ? `✓ ${words.verifiedBy}` : `✗ ${words.notVerified}`}
            <code title=${id}>${shortened(id)}</code></small
          >
        </li>`;
      })}
    </ol>
  </section>`;
}

function line(entry: TimelineEntry, locale: Locale): TemplateResult {
  const { atMs, by, event } = entry;
  const wording = wordings[locale];
  return html`<li>
    <time datetime=${new Date(atMs).toISOString()}>${timeOf(atMs, locale)}</time>
    <span>${caseWords[locale].events[event]}</span>
    <small
      >${ownValue(wording.by, by) ?? by} ${shownFacts(entry, locale).map((fact) => shown(fact, wording.colon))}</small
    >
  </li>`;
}

const shown = ({ name, value, isCode }: ShownFact, colon: string): TemplateResult =>
  html`<span>${name}${colon}${isCode ? html`<code title=${value}>${shortened(value)}</code>` : value}</span> `;

/** Digests and ids are long; the first characters tell them apart, and the whole is shown on hovering. */
const shortened = (value: string): string => (value.length > 24 ? `${value.slice(0, 6)}…` : value);
