/** A record as the bureau received it: what it says, with the names of its codes, and its pictures. */
import { html } from 'hono/html';
import { seedCodeTables, type Code } from '#protocol/filing/code-table.ts';
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';
import type { Rows } from '../../../retention/rows.ts';
import type { XmlElement } from '../../../bureau/xml.ts';
import { elementsOf, textOf } from '../../../bureau/xml-content.ts';
import type { Html } from '../../page/frame.ts';
import { bureauPath } from '../account.ts';
import type { EntryKind } from '../entry.ts';
import { recordElement, type Stage } from '../stage.ts';
import { elementNames } from './element-names.ts';
import { codesText, stageMark } from './section.ts';
import { bureauWording, type BureauWording } from './wording.ts';

interface RecordRow extends Record<string, string | number | null> {
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly title: string;
  readonly stage: Stage;
  readonly codes: string;
  readonly opinion: string;
}

/** @returns undefined where there is no such record */
export function recordPage(rows: Rows, id: number, locale: Locale): { title: string; main: Html } | undefined {
  const words = bureauWording[locale];
  const [row] = rows.run<RecordRow>(
    'select sequence, kind, title, stage, codes, opinion from records where id = ?',
    id,
  );
  if (!row) return undefined;
  const { sequence, kind, title, stage, codes, opinion } = row;
  const isDecided = stage === 'accepted' || stage === 'returned';
  const main = html`<p class="line">
      <span>${words.number} ${id}</span>
      <span>${words.sequence} ${sequence}</span>
      <span>${words.kinds[kind]}</span>
      ${stageMark(stage, words)}
      <a href="${bureauPath}/uploads/${sequence}.xml" download>${words.xml}</a>
    </p>
    ${codes === '[]' ? '' : html`<p>${words.codes}: ${codesText(codes, locale)}</p>`}
    ${isDecided ? html`<p class="note ${stage === 'returned' ? 'wrong' : ''}">${words.opinion}: ${opinion}</p>` : ''}
    <h2>${words.pictures}</h2>
    ${pictures(rows, id, words)}
    <h2>${words.fields}</h2>
    ${tree(recordElement(rows, id), locale, words)}`;
  return { title: `${words.record} · ${title}`, main };
}

function pictures(rows: Rows, record: number, words: BureauWording): Html {
  const attachments = rows.run<{ n: number; purpose: number }>(
    'select n, purpose from attachments where record = ? order by purpose, n',
    record,
  );
  if (attachments.length === 0) return html`<p>${words.noPictures}</p>`;
  return html`<div class="pictures">
    ${attachments.map(({ n, purpose }) => {
      const source = `${bureauPath}/records/${record}/attachments/${n}`;
      const name = words.purposes[purpose] ?? String(purpose);
      return html`<figure>
        <figcaption>${name}</figcaption>
        <a href="${source}"><img src="${source}" alt="${name}" loading="lazy" /></a>
      </figure>`;
    })}
  </div>`;
}

/** The elements as a list of lists: groups, and leaves with their values. */
const tree = (own: XmlElement, locale: Locale, words: BureauWording): Html =>
  html`<ul class="tree">
    ${elementsOf(own).map((part) => {
      const name = ownValue(elementNames, part.name)?.[locale] ?? part.name;
      return elementsOf(part).length > 0
        ? html`<li><span class="group">${name}</span>${tree(part, locale, words)}</li>`
        : html`<li class="leaf">
            <span class="name">${name}</span><span class="value">${valueOf(part, words)}</span>
          </li>`;
    })}
  </ul>`;

/** The tables that explain a code, by the element that has it. */
const tables: Readonly<Record<string, readonly Code[]>> = {
  Dwxz: seedCodeTables.natures,
  Zjlx: seedCodeTables.documentTypes,
  Fzr_zjlx: seedCodeTables.documentTypes,
  Fwnr_id: seedCodeTables.contents,
  Yylb_id: seedCodeTables.languages,
  Nrlx_id: seedCodeTables.approvals,
  Jrfs: seedCodeTables.accessModes,
  Fbdd: seedCodeTables.places,
};

function valueOf(leaf: XmlElement, words: BureauWording): string {
  const value = textOf(leaf);
  if (leaf.name === 'Spwj') return words.inXml;
  if (leaf.name === 'Qsip' || leaf.name === 'Zzip') return ipText(Number(value));
  const name = ownValue(tables, leaf.name)?.find(({ id }) => String(id) === value)?.name;
  return name === undefined ? value : `${name} (${value})`;
}

const ipText = (ip: number): string => [24, 16, 8, 0].map((shift) => (ip >>> shift) & 255).join('.');
