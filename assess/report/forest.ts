/** A forest plot: one error rate with its bounds in each row, on a logarithmic axis that shows the regulator's bar. */
import { markup, type Markup } from './markup.ts';
import { barShare } from '../count/summary.ts';

export interface ForestRow {
  readonly name: string;
  readonly errors: number;
  readonly trials: number;
  readonly lower95: number;
  readonly upper95: number;
}

/**
 * Heights in CSS pixels. Horizontal positions are percentages of the page's width. A row's name stands above its
 * interval.
 */
const box = { row: 38, name: 14, interval: 26, bottom: 44 };

/**
 * The ends of the axis and its marks, as shares. A lower bound at or below `least` is drawn as an arrow to the left.
 */
const [least, most] = [0.0001, 1];
const marks = [0.0001, 0.001, 0.01, 0.1, 1];

const clamp = (share: number) => Math.min(most, Math.max(least, share));

const x = (share: number): string =>
  `${((Math.log10(clamp(share) / least) / Math.log10(most / least)) * 100).toFixed(2)}%`;

/** @param words the bar's label, and the text alternative of the plot */
export function forest(rows: readonly ForestRow[], words: { readonly bar: string; readonly alt: string }): Markup {
  const floor = rows.length * box.row;
  const bar = x(1 - barShare);
  return markup`<svg class="forest" height="${floor + box.bottom}" role="img" aria-label="${words.alt}">
    ${marks.map(
      (mark) => markup`<line class="grid" x1="${x(mark)}" x2="${x(mark)}" y1="0" y2="${floor}" />
        <text class="mark" x="${x(mark)}" y="${floor + 16}">${mark * 100} %</text>`,
    )}
    <line class="bar" x1="${bar}" x2="${bar}" y1="0" y2="${floor}" />
    <text class="mark bar-name" x="${bar}" y="${floor + 34}">${words.bar} ${((1 - barShare) * 100).toFixed(2)} %</text>
    ${rows.map(forestRow)}
  </svg>`;
}

function forestRow({ name, errors, trials, lower95, upper95 }: ForestRow, n: number): Markup {
  const top = n * box.row;
  const y = top + box.interval;
  const point = errors > 0 ? markup`<circle class="point" cx="${x(errors / trials)}" cy="${y}" r="4" />` : undefined;
  // Without an error the lower bound is 0, which a logarithmic axis cannot show.
  const start =
    lower95 > least
      ? markup`<line class="interval" x1="${x(lower95)}" x2="${x(lower95)}" y1="${y - 5}" y2="${y + 5}" />`
      : markup`<path class="interval" d="M6 ${y - 4} L0 ${y} L6 ${y + 4}" />`;
  return markup`<text class="name" x="0" y="${top + box.name}">${name}</text>
    <line class="interval" x1="${x(lower95)}" x2="${x(upper95)}" y1="${y}" y2="${y}" />${start}
    <line class="interval" x1="${x(upper95)}" x2="${x(upper95)}" y1="${y - 5}" y2="${y + 5}" />${point}`;
}
