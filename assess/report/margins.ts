/** The margins of the checks: a table of all bounds, then how people and attacks are spread about them. */
import type { Locale } from '#protocol/locale.ts';
import { keeps, type CheckBound, type Margin, type MeasureMargins, type Spread } from '../count/margins.ts';
import { checkName } from './appraisal-words.ts';
import { markup, type Markup } from './markup.ts';
import { measureName, measureValue } from './measures.ts';
import { reportWords } from './report-words.ts';
import { presentedText } from './species-words.ts';
import { spreadPlot } from './spread-plot.ts';

/** The columns of the table after the measure's name. */
const columns = ['bound', 'means', 'people', 'worst', 'onePercent', 'fivePercent', 'margin', 'beyond'] as const;

export function marginsSection(margins: readonly MeasureMargins[], locale: Locale): Markup {
  const words = reportWords[locale];
  // Where all people measure the same and nothing else is beyond the bound, a plot shows nothing.
  const drawn = margins.filter(
    ({ people, species }) => species.length > 0 || people.values[0] !== people.values.at(-1),
  );
  return markup`<h3>${words.margins}</h3>
    <p>${words.marginsLead}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.marginColumns.measure}</th>
          ${columns.map((column) => markup`<th scope="col">${words.marginColumns[column]}</th>`)}
        </tr>
      </thead>
      <tbody>${margins.flatMap((each) => each.margins.map((margin) => marginRow(each, margin, locale)))}</tbody>
    </table>
    <h3>${words.spreads}</h3>
    <p>${words.spreadsLead}</p>
    ${drawn.map((each) => spreadFigure(each, locale))}`;
}

const titleOf = ({ check, of }: Pick<MeasureMargins, 'check' | 'of'>, locale: Locale): string =>
  `${checkName(check, locale)} · ${measureName(check, of, locale)}`;

function boundText({ check, of, side, value }: CheckBound, locale: Locale): string {
  return `${reportWords[locale].sides[side]} ${measureValue(check, of, value)}`;
}

function marginRow({ check, of, people }: MeasureMargins, margin: Margin, locale: Locale): Markup {
  const words = reportWords[locale];
  const { bound, worst, onePercent, fivePercent, share, beyond } = margin;
  const shown = (value: number) => measureValue(check, of, value);
  const cells: Readonly<Record<(typeof columns)[number], string>> = {
    bound: boundText(bound, locale),
    means: words.outcomes[bound.means],
    people: `${people.values.length}`,
    worst: shown(worst),
    onePercent: shown(onePercent),
    fivePercent: shown(fivePercent),
    margin: share === undefined ? '–' : `${Math.round(share * 100)} %`,
    beyond: `${beyond}`,
  };
  const mark = beyond > 0 ? markup` class="crossed"` : undefined;
  return markup`<tr>
    <th scope="row">${titleOf({ check, of }, locale)}</th>
    ${columns.map((column) => markup`<td data-column="${words.marginColumns[column]}"><div${mark}>${cells[column]}</div></td>`)}
  </tr>`;
}

function spreadFigure({ check, of, people, margins, species }: MeasureMargins, locale: Locale): Markup {
  const words = reportWords[locale];
  const title = titleOf({ check, of }, locale);
  const bounds = margins.map(({ bound }) => bound);
  const rows = [people, ...species].map((spread) => ({ ...spread, name: rowName(spread, bounds, locale) }));
  const plot = spreadPlot(rows, bounds, {
    alt: words.spreadAlt(title, rows.length),
    bound: (bound) => `${boundText(bound, locale)} (${words.outcomes[bound.means]})`,
  });
  return markup`<figure><figcaption>${title}</figcaption>${plot}</figure>`;
}

function rowName({ label, name, values }: Spread, bounds: readonly CheckBound[], locale: Locale): string {
  const beyond = values.filter((value) => bounds.some((bound) => !keeps(value, bound)));
  return reportWords[locale].spreadRow(presentedText({ label, species: name }, locale), values.length, beyond.length);
}
