/** A plot of one measure: how the values of people and of attacks are spread, with the bounds as vertical lines. */
import { markup, type Markup } from './markup.ts';
import { quantile, type CheckBound } from '../count/margins.ts';

export interface SpreadRow {
  readonly name: string;
  readonly label: 'bona-fide' | 'attack';
  /** In ascending order, at least one. */
  readonly values: readonly number[];
}

interface Words {
  readonly alt: string;
  readonly bound: (bound: CheckBound) => string;
}

/** Heights in CSS pixels. Horizontal positions are percentages of the plot's width. A row's name stands above its line. */
const box = { row: 36, name: 13, line: 25, mark: 16 };

/** How much wider than people's values and the bounds the axis is, on each side. */
const margin = 0.15;

/** @param rows people first */
export function spreadPlot(rows: readonly SpreadRow[], bounds: readonly CheckBound[], words: Words): Markup {
  const people = rows
    .filter(({ label }) => label === 'bona-fide')
    .flatMap(({ values }) => [values[0]!, values.at(-1)!]);
  const shown = [...people, ...bounds.map(({ value }) => value)];
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const widen = (most - least || Math.abs(most) || 1) * margin;
  const share = (value: number) => (value - least + widen) / (most - least + 2 * widen);
  const floor = rows.length * box.row;
  return markup`<svg class="spread" height="${floor + bounds.length * box.mark + 6}" role="img" aria-label="${words.alt}">
    ${bounds.map((bound, n) => {
      const x = percent(share(bound.value));
      return markup`<line class="bound ${bound.means}" x1="${x}" x2="${x}" y1="0" y2="${floor + n * box.mark + 3}" />
        <text class="mark bound-name ${bound.means}" x="${x}" y="${floor + (n + 1) * box.mark}">${words.bound(bound)}</text>`;
    })}
    ${rows.map((row, n) => spreadRow(row, n * box.row, share))}
  </svg>`;
}

const percent = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;

function spreadRow({ name, label, values }: SpreadRow, top: number, share: (value: number) => number): Markup {
  const y = top + box.line;
  const [first, low, middle, high, last] = [0, 0.05, 0.5, 0.95, 1].map((part) => share(quantile(values, part))) as [
    number,
    number,
    number,
    number,
    number,
  ];
  // What lies outside the plot is shown by an arrow at its edge.
  const arrows = [
    ...(first < 0 ? [markup`<path class="range" d="M6 ${y - 4} L0 ${y} L6 ${y + 4}" />`] : []),
    ...(last > 1
      ? [markup`<svg x="100%" overflow="visible"><path class="range" d="M-6 ${y - 4} L0 ${y} L-6 ${y + 4}" /></svg>`]
      : []),
  ];
  const median = middle >= 0 && middle <= 1;
  return markup`<g class="${label}">
    <text x="0" y="${top + box.name}">${name}</text>
    <line class="range" x1="${percent(first)}" x2="${percent(last)}" y1="${y}" y2="${y}" />
    <line class="most" x1="${percent(low)}" x2="${percent(high)}" y1="${y}" y2="${y}" />
    ${arrows}
    ${median ? markup`<circle class="median" cx="${percent(middle)}" cy="${y}" r="4.5" />` : undefined}
  </g>`;
}
