import { describe, expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { boundsOf } from '../../../../assess/command/bounds.ts';
import type { CheckBound } from '../../../../assess/count/margins.ts';
import { parseTrialSet } from '../../../../assess/count/trial-set.ts';
import type { Trial } from '../../../../assess/count/trial.ts';
import { simulate } from '../../../../assess/command/simulate.ts';
import { reportDocument } from '../../../../assess/report/report.ts';
import { spreadPlot } from '../../../../assess/report/spread-plot.ts';

const near: CheckBound = {
  check: 'pictures-agree',
  of: 'distance',
  side: 'at-most',
  value: 0.04,
  means: 'undetermined',
};
const far: CheckBound = { ...near, value: 0.12, means: 'attack' };

const trial = (distance: number, changes: Partial<Trial> = {}): Trial => ({
  label: 'bona-fide',
  species: 'bona-fide',
  player: 'somebody',
  seed: '1',
  way: 'offline',
  outcome: 'bona-fide',
  causes: [],
  checks: [{ name: 'pictures-agree', measured: { distance } }],
  failed: [],
  windows: [],
  ...changes,
});
const forged = trial(0.5, { label: 'attack', species: 'drawn-landmarks', outcome: 'attack' });
const set = (trials: readonly Trial[], bounds: readonly CheckBound[] = [near, far]) => ({
  v: 1 as const,
  madeAtMs: 0,
  seed: '7',
  material: 'none',
  judges: [],
  bounds,
  trials,
});

describe('the margins in the report', () => {
  it('state for each bound what it means, and how near people come to it', () => {
    const html = reportDocument(set([trial(0.01), trial(0.03), forged]), 'en');
    const rows = html.slice(html.indexOf('Margins of the checks')).split('<tr>').slice(2, 4);
    expect(rows[0]).toMatch(
      /Pictures agree with the trace · [^]*at most 4\.0 %[^]*>undetermined<[^]*>2<[^]*3\.0 %[^]*>25 %</,
    );
    expect(rows[1]).toMatch(/at most 12 %[^]*>attack<[^]*>75 %<[^]*>0</);
  });

  it('mark a bound that people are beyond', () => {
    const html = reportDocument(set([trial(0.01), trial(0.05)]), 'en');
    expect(html.match(/class="crossed"/g)).toHaveLength(8);
    expect(html).toContain('>-25 %<');
  });

  it('draw people and the species beyond a bound, with the bounds as lines and a text for those who do not see them', () => {
    const html = reportDocument(set([trial(0.01), trial(0.03), forged]), 'zh-CN');
    const [plot] = /<svg class="spread"[^]*?<\/svg>(?=<\/figure>)/.exec(html)!;
    expect(plot).toMatch(/role="img" aria-label="[^"]*2 行分布图/);
    expect(plot.match(/<line class="bound /g)).toHaveLength(2);
    expect(plot).toContain('class="bound attack"');
    expect(plot).toContain('真人（2 次，0 次超出）');
    expect(plot).toContain('（1 次，1 次超出）');
  });

  it('are left out where the bounds or the measures are not known', () => {
    const { bounds: _bounds, ...unknown } = set([trial(0.01)]);
    expect(reportDocument(unknown, 'en')).not.toContain('Margins of the checks');
    const { checks: _, ...older } = trial(0.01);
    expect(reportDocument(set([older]), 'en')).not.toContain('Margins of the checks');
  });

  it('are in the file of the trials', () => {
    const whole = set([trial(0.01)]);
    expect(parseTrialSet(JSON.stringify(whole))).toEqual(whole);
  });

  it('cover every bound of every check', () => {
    const html = reportDocument(set(simulate(8, 1), boundsOf(policy)), 'en');
    const rows = html
      .slice(html.indexOf('Margins of the checks'), html.indexOf('Distributions of people'))
      .match(/<tr>/g)!;
    expect(rows.length - 1).toBe(boundsOf(policy).length);
  });
});

describe('spreadPlot', () => {
  const plot = (...values: number[]) =>
    spreadPlot(
      [
        { name: 'people', label: 'bona-fide', values: [1, 2] },
        { name: 'x', label: 'attack', values },
      ],
      [near],
      {
        alt: '',
        bound: () => '',
      },
    ).text;

  it('shows values outside the axis by an arrow', () => {
    expect(plot(1, 2)).not.toContain('<path');
    expect(plot(1, 90).match(/<path/g)).toHaveLength(1);
    expect(plot(-90, 90).match(/<path/g)).toHaveLength(2);
    expect(plot(90, 91).match(/<circle/g)).toHaveLength(1);
  });

  it('has an axis where all values and the bound are the same', () => {
    const same = spreadPlot([{ name: 'people', label: 'bona-fide', values: [0.04] }], [near], {
      alt: '',
      bound: () => '',
    });
    expect(same.text).not.toContain('NaN');
  });
});
