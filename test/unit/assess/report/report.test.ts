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
  judges: [{ policy: { name: 'actions', version: 3 }, code: '0.1.0 (bc38dde)' }],
  trials,
});
const person = trial({ label: 'bona-fide', species: 'bona-fide', outcome: 'bona-fide' });

describe('markup', () => {
  it('escapes every value that is filled in', () => {
    const evil = `"><img src=x onerror='alert(1)'>&`;
    expect(markup`<p title="${evil}">${evil}</p>`.text).not.toMatch(/<img|"">|'alert|&(?!#\d+;)/);
    expect(markup`<p>${[markup`<b>${1}</b>`, markup`<b>${'<'}</b>`]}${undefined}</p>`.text).toBe(
      '<p><b>1</b><b>&#60;</b></p>',
    );
  });
});

describe('the report', () => {
  const evil = '<script>alert(1)</script>';

  it('shows what an assessor typed as plain text', () => {
    const set = setOf(trial({ species: evil, player: evil, seed: evil, code: evil, outcome: 'bona-fide' }));
    const html = reportDocument({ ...set, seed: evil, material: evil }, 'en');
    expect(html).not.toContain('<script');
    expect(html).toContain('&#60;script&#62;');
  });

  it('counts each way separately with exact bounds, and states the regulator’s bar', () => {
    const html = reportDocument(setOf(person, { ...person, way: 'offline' }, trial({})), 'en');
    expect(html).toContain('5,990');
    expect(html).toContain('9,209');
    expect(html.match(/<h2>/g)).toHaveLength(2);
    // One attack that was not accepted, and two people who were accepted: each has 0 errors of 1.
    expect(html.match(/0\.0 % – 97\.5 %<\/b>/g)).toHaveLength(3);
  });

  it('shows only failures, each with its measures and pictures', () => {
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

  it('shows the risk checks of a failed trial separately from the mandatory checks', () => {
    const failed = [{ name: 'rate-enough', measured: { lowestHz: 7.25 } }];
    const risks = [{ name: 'one-face', measured: { mostFaces: 2 } }];
    const refused = trial({ label: 'bona-fide', species: 'bona-fide', failed, risks });
    const html = reportDocument(setOf(refused), 'en');
    expect(html).toMatch(/Checks not passed:<\/p><ul><li>Frame rate/);
    expect(html).toMatch(/Risks, sent to review:<\/p><ul><li>One face/);
    expect(reportDocument(setOf({ ...refused, risks: [] }), 'en')).not.toContain('Risks');
  });

  it('names foreign actions in words', () => {
    const windows = [{ ask: { kind: 'nod' }, done: true, foreign: ['turn-left', 'open-mouth'] }] as const;
    const refused = trial({ species: 'bona-fide', label: 'bona-fide', outcome: 'undetermined', windows });
    expect(reportDocument(setOf(refused), 'zh-CN')).toContain('点头 (已做, 还做了 向左转头, 张嘴)');
    expect(reportDocument(setOf(refused), 'en')).not.toContain('turn-left');
  });

  it('shows species beyond the limits under Limits, and not among the failures', () => {
    const html = reportDocument(setOf(trial({ species: 'relay', outcome: 'bona-fide', isBeyond: true })), 'en');
    expect(html).toContain('>Limits<');
    expect(html).not.toContain('class="failure');
  });

  it('counts trials on a machine that was too slow', () => {
    const html = reportDocument(setOf({ ...person, outcome: 'too-slow' }), 'en');
    const cells = [...html.matchAll(/<td[^>]*><div>(\d+)/g)].map(([, count]) => count);
    expect(cells).toEqual(['1', '0', '0', '0', '1', '0']);
    expect(html).toContain('machine too slow');
  });

  it('names the policy and the code, and leaves them out for a file without them', () => {
    expect(reportDocument(setOf(), 'en')).toContain('actions version 3, code 0.1.0 (bc38dde)');
    expect(reportDocument(setOf(), 'zh-CN')).toContain('actions 第 3 版，代码 0.1.0 (bc38dde)');
    expect(reportDocument({ ...setOf(), judges: [] }, 'en')).not.toContain('Policy and code');
  });

  it('names species in Chinese with their id, and an assessor’s own species as written', () => {
    const set = setOf(trial({ species: 'relay', isBeyond: true }), trial({ species: 'mask' }));
    expect(reportDocument(set, 'zh-CN')).toContain('他人在别处代做，晚半秒（relay）');
    expect(reportDocument(set, 'zh-CN')).toContain('>mask<');
    expect(reportDocument(set, 'en')).toContain('>relay<');
  });

  it('translates our own descriptions of the material, and does not change an assessor’s', () => {
    const simulated = { ...setOf(), material: '没有画面的仿真轨迹，不是真人' };
    expect(reportDocument(simulated, 'en')).toContain('simulated traces without pictures, not people');
    expect(reportDocument({ ...setOf(), material: '三副面具' }, 'en')).toContain('三副面具');
  });

  it.each(['bona-fide', 'attack'] as const)(
    'lists a trial (%s) that was not appraised, and counts no error',
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

  it('can be made without trials', () => {
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
    lateMs: 1_200,
    traits: {
      part: 'report',
      age: '60-69',
      sex: 'male',
      tone: '10',
      light: 'dim',
      eyes: 'single-lid',
      covers: ['glasses', 'beard'],
      movements: ['deep-nods'],
    },
  });

  it('is read unchanged', () => {
    expect(parseTrialSet(JSON.stringify(setOf(person, full)))).toEqual(setOf(person, full));
  });

  it('has no judges if it is read from an older file', () => {
    const { judges, ...older } = setOf(person);
    expect(judges).toHaveLength(1);
    expect(parseTrialSet(JSON.stringify(older))).toEqual({ ...older, judges: [] });
  });

  it.each([
    ['text that is not JSON', '{'],
    ['another version', JSON.stringify({ ...setOf(), v: 2 })],
    ['an unknown outcome', JSON.stringify(setOf(trial({ outcome: 'splendid' as never })))],
    ['a time out of range', JSON.stringify({ ...setOf(), madeAtMs: 1e300 })],
    ['a trait that is not known', JSON.stringify(setOf(trial({ traits: { age: 'old' } as never })))],
    ['a picture that is markup', JSON.stringify(setOf(trial({ pictures: [{ index: 1, jpeg: '"><script>' }] })))],
  ])('is refused with %s', (_, text) => {
    expect(parseTrialSet(text)).toBeUndefined();
  });

  it('becomes a table with one row for each trial, without a cell that a spreadsheet runs as a formula', () => {
    const rows = toCsv([person, trial({ species: '=HYPERLINK("x")', player: '＝a,b' }), full])
      .replace('\ufeff', '')
      .trimEnd()
      .split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]!.replaceAll('"', '')).toBe(
      'label,species,player,seed,way,outcome,beyond,collision,causes,failedChecks,asked,done,code,failedRisks,lateMs,part,age,tone,light,sex,eyes,covers,movements',
    );
    expect(rows[2]).toMatch(/^"attack","'=HYPERLINK\(""x""\)","'＝a,b","1","live","undetermined",("",){16}""$/);
    expect(rows[3]).toContain(
      '"yes","yes","too-dark","clock-agrees","blink-2","yes","camera-busy","one-face","1200","report","60-69","10","dim","male","single-lid","glasses beard","deep-nods"',
    );
  });
});
