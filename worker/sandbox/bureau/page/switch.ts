/** The switch as a form. */
import { html } from 'hono/html';
import type { Locale } from '#protocol/locale.ts';
import type { Rows } from '../../../retention/rows.ts';
import type { Html } from '../../page/frame.ts';
import { bureauPath } from '../account.ts';
import { faultGroups, faults, setFaults, type Fault } from '../faults.ts';
import { settingsOf } from '../settings.ts';
import type { BureauWording } from './wording.ts';

const action = `${bureauPath}/switch`;

export function switchSection(rows: Rows, words: BureauWording, locale: Locale): Html {
  const set = setFaults(rows);
  const { delayMs, answersItself } = settingsOf(rows);
  return html`<section aria-labelledby="switch">
    <h2 id="switch">${words.switch}</h2>
    <p>${words.aboutSwitch}</p>
    <form method="post" action="${action}?lang=${locale}">
      <label>
        ${words.fault}
        <select name="fault" required>
          ${faultGroups.map(
            (group) =>
              html`<optgroup label="${words.groups[group]}">
                ${faults
                  .filter((fault) => fault.group === group)
                  .map((fault) => html`<option value="${fault.name}">${faultText(fault, locale)}</option>`)}
              </optgroup>`,
          )}
        </select>
      </label>
      <label>
        ${words.times}
        <input type="number" name="times" value="1" min="1" max="1000" required />
      </label>
      <button type="submit">${words.set}</button>
    </form>
    <h3>${words.setNow}</h3>
    ${
      set.length === 0
        ? html`<p>${words.noFaults}</p>`
        : html`<ul>
              ${set.map(
                ({ fault, times }) =>
                  html`<li>${words.groups[fault.group]}: ${faultText(fault, locale)} × ${times}</li>`,
              )}
            </ul>
            <form method="post" action="${action}?lang=${locale}">
              <button type="submit" name="clear" value="true">${words.clear}</button>
            </form>`
    }
    <form method="post" action="${action}?lang=${locale}">
      <label>
        ${words.delay}
        <input type="number" name="delayMs" value="${delayMs}" min="0" max="86400000" required />
      </label>
      <label>
        ${words.answers}
        <select name="answersItself">
          ${(['false', 'true'] as const).map(
            (value) =>
              html`<option value="${value}" ${String(answersItself) === value ? 'selected' : ''}>
                ${value === 'true' ? words.answersItself : words.answersByPage}
              </option>`,
          )}
        </select>
      </label>
      <button type="submit">${words.save}</button>
    </form>
  </section>`;
}

const faultText = ({ does, words }: Fault, locale: Locale): string =>
  typeof does === 'number' ? `${does} ${words[locale]}` : words[locale];
