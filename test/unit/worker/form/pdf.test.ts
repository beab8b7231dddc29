/** The PDF as a file: what an archive asks of it, and the provider's signature, looked at with foreign programs where they are. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf, textIn } from '../../../../worker/form/pdf/read.ts';
import { signPdf } from '../../../../worker/form/pdf/sign.ts';
import { srgbProfile } from '../../../../worker/form/pdf/srgb.ts';
import { writePdf } from '../../../../worker/form/pdf/write.ts';
import type { Font } from '../../../../worker/form/font/font.ts';
import type { Page } from '../../../../worker/form/layout/page.ts';
import { formKit } from '../../../../tool/filing/form-kit.ts';
import { createCertificate } from '../../../contract/certificate.ts';

const has = (program: string) => spawnSync(program, ['-v']).error === undefined;
const folder = mkdtempSync(join(tmpdir(), 'beihe-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

let font: Font;
let pdf: Uint8Array;
/** · and • have one glyph. */
const text = '备案 𬭊䶮㼆㛃 example.cn “引号”·甲•乙·';
const page: Page = {
  background: [],
  marks: [
    { kind: 'text', text, x: 60, baseline: 100, size: 12 },
    { kind: 'text', text: '伸展的一行', x: 60, baseline: 130, size: 12, spacing: 7.5 },
    { kind: 'text', text: '样张', x: 200, baseline: 500, size: 150, shade: 0.86, turn: 30 },
    {
      kind: 'line',
      points: [
        { x: 10, y: 10 },
        { x: 90, y: 90 },
      ],
      width: 1,
      shade: 0,
      dash: [6, 6],
    },
    { kind: 'fill', box: { x: 300, y: 300, width: 20, height: 20 }, shade: 0.4 },
  ],
  fields: [],
};

beforeAll(async () => {
  ({ font } = await formKit());
  pdf = await writePdf([page], { title: '测试 <&>', madeAtMs: 1_790_000_000_500 }, font);
});

const latin = () => new TextDecoder('latin1').decode(pdf);

describe('a PDF', () => {
  it('declares what PDF/A-2b asks for: identity, colour, metadata that agree, and no encryption', () => {
    expect(latin()).toMatch(/^%PDF-1\.7\n%[\x80-\xff]{4}/);
    expect(latin()).toContain('/GTS_PDFA1');
    expect(latin()).toContain('/DestOutputProfile');
    expect(latin()).toMatch(/\/ID \[<\w{32}> <\w{32}>\]/);
    expect(latin()).not.toContain('/Encrypt');
    expect(latin()).toContain('/CreationDate (D:20260921');
  });

  it.skipIf(!has('pdfinfo'))('has metadata as XMP that says what its information says', () => {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const xmp = spawnSync('pdfinfo', ['-meta', join(folder, 'a.pdf')]).stdout.toString();
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
    expect(xmp).toContain('测试 &lt;&amp;&gt;');
    const info = spawnSync('pdfinfo', ['-isodates', join(folder, 'a.pdf')]).stdout.toString();
    const [date] = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(xmp)!;
    expect(info).toMatch(new RegExp(`Title: +测试 <&>`));
    expect(info).toContain(`CreationDate:    ${date}`);
  });

  it('is read back as it was laid out, whatever stands behind it', async () => {
    const [read] = await readPdf(pdf);
    expect(textIn(read!, { x: 50, y: 85, width: 400, height: 20 }, 12)).toBe(text.replaceAll(' ', ''));
    expect(textIn(read!, { x: 50, y: 115, width: 400, height: 20 }, 12)).toBe('伸展的一行');
    const stretched = read!.characters.filter(({ character }) => '伸展的一行'.includes(character));
    expect(stretched.map(({ x }) => Math.round(x))).toEqual([66, 86, 105, 125, 144]);
    expect(textIn(read!, { x: 0, y: 0, width: 595, height: 842 }, 12)).not.toContain('样');
  });

  it.skipIf(!has('pdftotext'))('gives a foreign program the same text', () => {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const read = spawnSync('pdftotext', ['-raw', join(folder, 'a.pdf'), '-']).stdout.toString();
    expect(read.replaceAll(/\s/g, '')).toContain(text.replaceAll(' ', ''));
    expect(spawnSync('pdffonts', [join(folder, 'a.pdf')]).stdout.toString()).toMatch(/CID TrueType.*yes yes yes/);
  });
});

describe('the colour profile', () => {
  it('is an ICC profile of its own length, with nine tags inside it', () => {
    const profile = srgbProfile();
    const view = new DataView(profile.buffer);
    expect(view.getUint32(0)).toBe(profile.length);
    expect(new TextDecoder().decode(profile.subarray(12, 24))).toBe('mntrRGB XYZ ');
    expect(new TextDecoder().decode(profile.subarray(36, 40))).toBe('acsp');
    expect(view.getUint32(128)).toBe(9);
    for (let n = 0; n < 9; n += 1) {
      const [offset, length] = [view.getUint32(132 + 12 * n + 4), view.getUint32(132 + 12 * n + 8)];
      expect(offset % 4).toBe(0);
      expect(offset + length).toBeLessThanOrEqual(profile.length);
    }
  });

  it('adds up to the white of D50', () => {
    const view = new DataView(srgbProfile().buffer);
    const tag = (signature: string) => {
      for (let n = 0; n < 9; n += 1) {
        const at = 132 + 12 * n;
        const name = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(at + k)));
        if (name === signature) return [0, 4, 8].map((k) => view.getInt32(view.getUint32(at + 4) + 8 + k) / 65_536);
      }
      throw new Error(signature);
    };
    const sum = ['rXYZ', 'gXYZ', 'bXYZ'].map(tag).reduce((all, each) => all.map((value, n) => value + each[n]!));
    for (const [n, value] of [0.9642, 1, 0.8249].entries()) expect(sum[n]).toBeCloseTo(value, 3);
  });
});

describe('the provider’s signature', () => {
  it.skipIf(!has('pdfsig'))('is found valid by a foreign program, and broken once a byte is changed', async () => {
    const signed = await signPdf(pdf, await createCertificate(), 1_790_000_000_000);
    const verdict = (bytes: Uint8Array) => {
      writeFileSync(join(folder, 'signed.pdf'), bytes);
      return spawnSync('pdfsig', ['-nocert', join(folder, 'signed.pdf')]).stdout.toString();
    };
    expect(verdict(signed)).toContain('Signature is Valid');
    expect(verdict(signed)).toContain('ETSI.CAdES.detached');
    const changed = signed.slice();
    changed[pdf.length - 100] = changed[pdf.length - 100]! ^ 1;
    expect(verdict(changed)).not.toContain('Signature is Valid');
  });

  it('leaves the signed bytes as they were', async () => {
    const signed = await signPdf(pdf, await createCertificate(), 1_790_000_000_000);
    expect(signed.subarray(0, pdf.length)).toEqual(pdf);
    expect((await readPdf(signed))[0]!.characters).toEqual((await readPdf(pdf))[0]!.characters);
  });
});
