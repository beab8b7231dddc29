/** `npm run filing -- form` as a person runs it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { base64url } from 'jose';
import type { SignedForm } from '#protocol/filing/form/form.ts';
import { recordDigest, subjectDigest } from '#protocol/filing/digest.ts';
import { inventedItems } from '../../../../worker/form/specimen.ts';
import { individual } from '../../protocol/filing/example.ts';

const folder = mkdtempSync(join(tmpdir(), 'beihe-forms-'));
afterAll(() => rmSync(folder, { recursive: true }));

function form(args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['tool/filing.ts', 'form', ...args]);
  return { files: stdout.toString().trim().split('\n'), said: stderr.toString(), status };
}

function fileOf(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const record = fileOf('record.json', individual);
const salt = base64url.encode(new Uint8Array(16));
const own = inventedItems(
  individual,
  individual.services[0]!,
  {
    recordDigest: recordDigest(individual, salt),
    subjectDigest: subjectDigest(individual, salt, {
      provider: '示例云计算有限公司',
      person: individual.services[0]!.personInCharge,
    }),
  },
  1,
);

describe('npm run filing -- form', { timeout: 600_000 }, () => {
  it('writes data, PDF and pictures of the form, and of the letters, and names each file', () => {
    const out = join(folder, 'all');
    const { files, status } = form([record, '--out', out, '--items', fileOf('items.json', { salt, items: own })]);
    expect(status).toBe(0);
    expect(files.map((file) => file.slice(out.length + 1)).toSorted()).toEqual(readdirSync(out).toSorted());
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining([
        'form-1.json',
        'form-1.pdf',
        'form-1-page-1.jpg',
        'form-1-page-2.jpg',
        'undertaking-1.pdf',
      ]),
    );
    const made = JSON.parse(readFileSync(join(out, 'form-1.json'), 'utf8')) as SignedForm;
    expect(made).toMatchObject({ specimen: true, organiser: individual.organiser, items: own, signatures: [] });
    expect(made).not.toHaveProperty('number');
  });

  it.each([
    ['an open item', own.filter(({ item }) => item !== 'mobile'), 'item-missing'],
    ['an item answered twice', [...own, own[0]!], 'item-repeated'],
    [
      'evidence of another record',
      own.map((item) => ({ ...item, evidence: item.evidence.map((one) => ({ ...one, of: 'x'.repeat(43) })) })),
      'evidence-foreign',
    ],
  ])('writes nothing for %s, and says why in both languages', (_, items, code) => {
    const out = join(folder, code);
    const { said, status } = form([record, '--out', out, '--items', fileOf('bad.json', { salt, items })]);
    expect(status).toBe(1);
    expect(said).toMatch(new RegExp(`^错误 fault {2}${code} {2}\\S+ [\\x20-\\x7e“”’]+$`, 'm'));
    expect(existsSync(out)).toBe(false);
  });

  it('writes nothing with a portrait that is no JPEG', () => {
    const out = join(folder, 'portrait');
    const { said, status } = form([record, '--out', out, '--portrait', record]);
    expect([status, existsSync(out)]).toEqual([1, false]);
    expect(said).toContain('portrait-malformed');
  });

  it.each([
    ['no folder', [record], '--out'],
    ['a list of two records', [fileOf('two.json', [individual, individual]), '--out', folder], '一次只能处理一条'],
    ['items that are no JSON file', [record, '--out', folder, '--items', 'absent.json'], 'absent.json'],
    ['items without a salt', [record, '--out', folder, '--items', fileOf('bare.json', { items: own })], '/salt'],
    ['a portrait that is not there', [record, '--out', folder, '--portrait', 'absent.jpg'], 'absent.jpg'],
  ])('refuses %s with exit status 2', (_, args, says) => {
    const { said, status } = form(args);
    expect(status).toBe(2);
    expect(said).toContain(says);
  });

  it('says every fault of a record that is wrong', () => {
    const { said, status } = form([
      fileOf('wrong.json', { ...individual, services: [] }),
      '--out',
      join(folder, 'wrong'),
    ]);
    expect(status).toBe(1);
    expect(said).toContain('/services  list-empty');
  });
});
