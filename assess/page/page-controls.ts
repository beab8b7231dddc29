/** Controls of the assessor's page: the kind of trial, the policy, and the API key. */
import { html, type TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import { policies } from '#protocol/policy/registry.ts';
import { modes, pageWords, type Mode } from './page-words.ts';

export function modeTabs(chosen: Mode, onMode: (mode: Mode) => void, locale: Locale): TemplateResult {
  const words = pageWords[locale];
  return html`
    <div class="tabs" role="group" aria-label=${words.modesLabel}>
      ${modes.map(
        (mode) =>
          html`<button aria-pressed=${mode === chosen} @click=${() => onMode(mode)}>${words.modes[mode]}</button>`,
      )}
    </div>
  `;
}

export function policyField(
  chosen: string,
  onPolicy: (policy: string) => void,
  isRunning: boolean,
  locale: Locale,
): TemplateResult {
  const words = pageWords[locale];
  return html`
    <label>
      ${words.policy}
      <select
        name="policy"
        aria-describedby="policy-help"
        ?disabled=${isRunning}
        @change=${(event: Event) => onPolicy((event.target as HTMLSelectElement).value)}
      >
        ${policies.names.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`)}
      </select>
      <small id="policy-help">${words.policyHelp}</small>
    </label>
  `;
}

export function apiKeyField(key: string, onKey: (key: string) => void, locale: Locale): TemplateResult {
  const words = pageWords[locale];
  return html`
    <details class="panel" ?open=${key === ''}>
      <summary>${words.key}</summary>
      <input
        type="password"
        autocomplete="off"
        aria-label=${words.key}
        aria-describedby="key-help"
        .value=${key}
        @change=${(event: Event) => onKey((event.target as HTMLInputElement).value.trim())}
      />
      <small id="key-help">${words.keyHelp}</small>
    </details>
  `;
}
