/** The filing command as a person runs it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sequentialNumbers } from '../../../../worker/bureau/v3/numbers.ts';
import { decodeGbk } from '../../../../worker/bureau/gbk.ts';
import { checkUpload } from '../../../../worker/bureau/v3/elements.ts';
import { readRecords } from '../../../../worker/bureau/v3/read.ts';
import { parseXml } from '../../../../worker/bureau/xml.ts';
import { individual, unit } from '../../protocol/filing/example.ts';

const folder = mkdtempSync(join(tmpdir(), 'beihe-filing-'));
afterAll(() => rmSync(folder, { recursive: true }));

function filing(args: readonly string[], input?: string | Uint8Array) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['tool/filing.ts', ...args], { input: input ?? '' });
  return { bytes: stdout, text: stdout.toString(), lines: stderr.toString().trim().split('\n'), status };
}

function fileOf(content: unknown): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const websites = { ...unit, services: unit.services.slice(0, 1) };

describe('npm run filing -- check', { timeout: 60_000 }, () => {
  it('says how many records have no fault, of a file and of standard input', () => {
    expect(filing(['check', fileOf([unit, individual])])).toMatchObject({
      status: 0,
      text: expect.stringMatching(/^2 /),
    });
    expect(filing(['check'], JSON.stringify(individual))).toMatchObject({
      status: 0,
      text: expect.stringMatching(/^1 /),
    });
  });

  it('names every fault with its path, its code and a sentence in both languages', () => {
    const broken = { ...individual, organiser: { ...individual.organiser, name: '' }, services: [] };
    const { lines, status } = filing(['check', fileOf([individual, broken])]);
    expect(status).toBe(1);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^错误 fault {2}\/1\/organiser\/name {2}text-blank {2}内容不能为空。 This text is empty\.$/,
      ),
    );
    expect(lines).toContainEqual(expect.stringContaining('/1/services  list-empty'));
  });
});

describe('npm run filing -- xml', { timeout: 60_000 }, () => {
  it('prints a valid upload with every record', () => {
    const { bytes, status } = filing(['xml', fileOf([websites, individual]), '--provider-id', '7']);
    expect(status).toBe(0);
    const root = parseXml(decodeGbk(bytes));
    expect(checkUpload(root)).toEqual([]);
    const names = readRecords(root, sequentialNumbers()).map((carried) => carried.business);
    expect(names).toEqual(['new-filing', 'new-filing']);
    for (const { organiser } of [websites, individual]) expect(decodeGbk(bytes)).toContain(organiser.name);
  });

  it('writes a file, and leaves a file as it is where there is a fault', () => {
    const file = join(folder, 'upload.xml');
    expect(filing(['xml', fileOf(unit), '-o', file]).status).toBe(1);
    expect(existsSync(file)).toBe(false);
    expect(filing(['xml', fileOf(individual), '--out', file])).toMatchObject({ status: 0, text: '' });
    const written = readFileSync(file);
    expect(checkUpload(parseXml(decodeGbk(written)))).toEqual([]);
    expect(filing(['xml', fileOf(unit), '-o', file]).status).toBe(1);
    expect(readFileSync(file)).toEqual(written);
  });

  it('prints nothing where V3.0 cannot carry a service', () => {
    const { bytes, lines, status } = filing(['xml', fileOf(unit)]);
    expect(status).toBe(1);
    expect(bytes).toHaveLength(0);
    expect(lines).toContainEqual(expect.stringContaining('/services/1  profile-lacks-app'));
  });
});

describe('npm run filing', { timeout: 60_000 }, () => {
  it.each([
    [[]],
    [['print']],
    [['check', 'a', 'b']],
    [['check', 'missing.json']],
    [['check', 'test']],
    [['xml', fileOf(individual), '-o', join(folder, 'missing', 'upload.xml')]],
    [['xml', '--provider-id', '0']],
    [['check', '--what']],
  ])('ends with status 2 for %j', (args) => expect(filing(args).status).toBe(2));

  it('explains itself', () =>
    expect(filing(['--help'])).toMatchObject({ status: 0, text: expect.stringContaining('V3.0') }));
});
