import { describe, expect, it } from 'vitest';
import { markup } from '../../../../assess/report/markup.ts';
import { reportDocument } from '../../../../assess/report/report.ts';
import { parseTrialSet, toCsv, type TrialSet } from '../../../../assess/count/trial-set.ts';
import type { Trial } from '../../../../assess/count/trial.ts';

const trial = (changes: Partial<Trial>): Trial => ({
  label: 'attack',
  species: 'print',
  player: 'somebody',
  seed: '1',
  way: 'live',
  outcome: 'undetermined',
  causes: [],
  failed: [],
  windows: [],
  ...changes,
});
const setOf = (...trials: Trial[]): TrialSet => ({
  v: 1,
  madeAtMs: 1_700_000_000_000,
  seed: '7',
  material: 'none',
  trials,
});
const person = trial({ label: 'bona-fide', species: 'bona-fide', outcome: 'bona-fide' });

describe('markup', () => {
  it('lets nothing that is filled in out of its place', () => {
    const evil = `"><img src=x onerror='alert(1)'>&`;
    expect(markup`<p title="${evil}">${evil}</p>`.text).not.toMatch(/<img|"">|'alert|&(?!#\d+;)/);
    expect(markup`<p>${[markup`<b>${1}</b>`, markup`<b>${'<'}</b>`]}${undefined}</p>`.text).toBe(
      '<p><b>1</b><b>&#60;</b></p>',
    );
  });
});

describe('the report', () => {
  const evil = '<script>alert(1)</script>';

  it('shows what an assessor typed as text', () => {
    const set = setOf(trial({ species: evil, player: evil, seed: evil, code: evil, outcome: 'bona-fide' }));
    const html = reportDocument({ ...set, seed: evil, material: evil }, 'en');
    expect(html).not.toContain('<script');
    expect(html).toContain('&#60;script&#62;');
  });

  it('counts each way by itself, with exact bounds, beside the bar', () => {
    const html = reportDocument(setOf(person, { ...person, way: 'offline' }, trial({})), 'en');
    expect(html).toContain('5,990');
    expect(html).toContain('9,209');
    expect(html.match(/<h2>/g)).toHaveLength(2);
    // One attack, not accepted: 0 of 1; one person, accepted: 0 of 1 errors.
    expect(html.match(/0\.0 % – 97\.5 %<\/b>/g)).toHaveLength(3);
  });

  it('shows every failure with what was measured and its pictures, and no success', () => {
    const failed = [{ name: 'rate-enough', measured: { lowestHz: 7.25 } }];
    const html = reportDocument(
      setOf(
        person,
        trial({ species: 'accepted-mask', outcome: 'bona-fide', failed, pictures: [{ index: 12, jpeg: 'AAAA' }] }),
      ),
      'zh-CN',
    );
    expect(html.match(/class="failure/g)).toHaveLength(1);
    expect(html).toContain('最低 7.3 Hz');
    expect(html).toContain('data:image/jpeg;base64,AAAA');
    expect(html).toContain('第 12 帧');
  });

  it('shows the risks of a failure apart from the checks that decided', () => {
    const failed = [{ name: 'rate-enough', measured: { lowestHz: 7.25 } }];
    const risks = [{ name: 'one-face', measured: { mostFaces: 2 } }];
    const refused = trial({ label: 'bona-fide', species: 'bona-fide', failed, risks });
    const html = reportDocument(setOf(refused), 'en');
    expect(html).toMatch(/Checks not passed:<\/p><ul><li>Frame rate/);
    expect(html).toMatch(/Risks, sent to review:<\/p><ul><li>One face/);
    expect(reportDocument(setOf({ ...refused, risks: [] }), 'en')).not.toContain('Risks');
  });

  it('says in words what else was done in a window', () => {
    const windows = [{ ask: { kind: 'nod' }, done: true, foreign: ['turn-left', 'open-mouth'] }] as const;
    const refused = trial({ species: 'bona-fide', label: 'bona-fide', outcome: 'undetermined', windows });
    expect(reportDocument(setOf(refused), 'zh-CN')).toContain('点头 (已做, 还做了 向左转头, 张嘴)');
    expect(reportDocument(setOf(refused), 'en')).not.toContain('turn-left');
  });

  it('keeps what is beyond actions under limits, out of the failures', () => {
    const html = reportDocument(setOf(trial({ species: 'relay', outcome: 'bona-fide', isBeyond: true })), 'en');
    expect(html).toContain('>Limits<');
    expect(html).not.toContain('class="failure');
  });

  it('says of machines that were too slow that they were', () => {
    const html = reportDocument(setOf({ ...person, outcome: 'too-slow' }), 'en');
    const cells = [...html.matchAll(/<td[^>]*><div>(\d+)/g)].map(([, count]) => count);
    expect(cells).toEqual(['1', '0', '0', '0', '1', '0']);
    expect(html).toContain('machine too slow');
  });

  it('says what our own trials present in its own language, and leaves what an assessor wrote', () => {
    const simulated = { ...setOf(), material: '没有画面的仿真轨迹，不是真人' };
    expect(reportDocument(simulated, 'en')).toContain('simulated traces without pictures, not people');
    expect(reportDocument({ ...setOf(), material: '三副面具' }, 'en')).toContain('三副面具');
  });

  it.each(['bona-fide', 'attack'] as const)(
    'names a trial that was not appraised, %s, and counts no error',
    (label) => {
      const unread = trial({
        label,
        species: label,
        player: 'torn.mp4',
        outcome: 'unfinished',
        code: 'clip-unreadable',
      });
      const html = reportDocument(setOf(person, trial({ species: 'attack' }), unread), 'en');
      expect(html).toContain('Not appraised (1)');
      expect(html).toMatch(/<li>[^<]*torn\.mp4[^<]*<code>clip-unreadable</);
      expect(html).not.toContain('class="failure');
      expect(html.match(/<b>0\.0 % – 97\.5 %<\/b>/g)).toHaveLength(2);
      expect(html).toMatch(/<div>2<small class="of">Not appraised 1: 1\.3 % – 98\.7 %</);
    },
  );

  it('has no trials without a fuss', () => {
    expect(reportDocument(setOf(), 'en')).toContain('No trials yet.');
  });
});

describe('a set of trials as a file', () => {
  const full = trial({
    isBeyond: true,
    isCollision: true,
    code: 'camera-busy',
    causes: ['too-dark'],
    failed: [{ name: 'clock-agrees', measured: { leadMs: null } }],
    risks: [{ name: 'one-face', measured: { mostFaces: 2 } }],
    windows: [{ ask: { kind: 'blink', count: 2 }, done: true, foreign: ['nod'] }],
    pictures: [{ index: 1, jpeg: 'AAAA' }],
  });

  it('comes back as it was', () => {
    expect(parseTrialSet(JSON.stringify(setOf(person, full)))).toEqual(setOf(person, full));
  });

  it.each([
    ['no JSON', '{'],
    ['another version', JSON.stringify({ ...setOf(), v: 2 })],
    ['an unknown outcome', JSON.stringify(setOf(trial({ outcome: 'splendid' as never })))],
    ['a time that is none', JSON.stringify({ ...setOf(), madeAtMs: 1e300 })],
    ['a picture that is markup', JSON.stringify(setOf(trial({ pictures: [{ index: 1, jpeg: '"><script>' }] })))],
  ])('is none with %s', (_, text) => {
    expect(parseTrialSet(text)).toBeUndefined();
  });

  it('is a table with one row a trial, that no spreadsheet runs', () => {
    const rows = toCsv([person, trial({ species: '=HYPERLINK("x")', player: '＝a,b' }), full])
      .replace('\ufeff', '')
      .trimEnd()
      .split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toBe(
      'label,species,player,seed,way,outcome,beyond,collision,causes,failedChecks,asked,done,code,failedRisks',
    );
    expect(rows[2]).toBe(`attack,"'=HYPERLINK(""x"")","'＝a,b",1,live,undetermined,,,,,,,,`);
    expect(rows[3]).toContain('yes,yes,too-dark,clock-agrees,blink-2,yes,camera-busy,one-face');
  });
});
