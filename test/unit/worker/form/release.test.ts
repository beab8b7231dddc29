/** Forms from random records through everything. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formDigest, formService } from '#protocol/filing/form/form.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { profileOf } from '#protocol/filing/profile.ts';
import { filingRecordOf } from '../../../../assess/synthetic/filing-record.ts';
import type { Raster } from '../../../../worker/form/picture/drawing.ts';
import { checkData } from '../../../../worker/form/agree.ts';
import { formPages } from '../../../../worker/form/form-pages.ts';
import { readPdf } from '../../../../worker/form/pdf/read.ts';
import { domainNames, sandboxMark } from '../../../../worker/form/printed.ts';
import { maxPictureBytes, pictureWidth } from '../../../../worker/form/picture/page-picture.ts';
import {
  prepareForm,
  releaseForm,
  type FormRequest,
  type FormTools,
  type ReleasedForm,
} from '../../../../worker/form/release.ts';
import { individual, unit } from '../../protocol/filing/example.ts';
import { greyPortrait, requestOf, signed, toolsWith } from './example.ts';

/** How many forms the long runs make; the suite makes 15 through everything and checks the data of 500. */
const forms = Number(process.env['BEIHE_FORMS'] ?? 15);
const prepares = Number(process.env['BEIHE_RECORDS'] ?? 500);
/** Forms whose pictures a foreign reader reads; it takes seconds a page, so the suite reads none. */
const readings = Number(process.env['BEIHE_READINGS'] ?? 0);
/** The first seed, so that a long run can be cut into pieces. */
const firstSeed = Number(process.env['BEIHE_FIRST'] ?? 0);

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const folder = mkdtempSync(join(tmpdir(), 'beihe-form-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tools = await toolsWith();
const portrait = await greyPortrait();

/** Records whose every character the font has: the synthetic ones use some that it lacks. */
function printable(seed: number): FilingRecord {
  for (let n = seed; ; n += 1_000_000) {
    const record = filingRecordOf(n, { business: 'new-filing' });
    if (!/[\u0600-\u06FF𠮷]/u.test(JSON.stringify(record))) return record;
  }
}

async function release(request: FormRequest, with_ = tools): Promise<ReleasedForm> {
  const ready = await prepareForm(request, with_);
  expect(ready.findings).toBeUndefined();
  const { signatures, keys } = await signed(ready.value!);
  const released = await releaseForm(ready.value!, request.specimen ? [] : signatures, keys, with_);
  expect(released.findings).toBeUndefined();
  return released.value!;
}

const withoutBlanks = (text: string) => text.replaceAll(/\s/gu, '');

/** Every value of the record that the form prints. */
const valuesOf = ({ form: { organiser, service } }: ReleasedForm): string[] => [
  organiser.name,
  organiser.document.number,
  organiser.address.detail,
  service.name,
  ...service.domains.map((domain) => (typeof domain === 'string' ? domain : domain.name)),
  service.personInCharge.name,
  service.personInCharge.document.number,
  service.personInCharge.mobile,
  service.personInCharge.email,
];

describe('a form', () => {
  it(`says what its record says, ${prepares} of them`, { timeout: 3_600_000 }, async () => {
    for (let seed = 0; seed < prepares; seed += 1) {
      const record = printable(seed);
      for (const [n, service] of record.services.entries()) {
        const { value, findings } = await prepareForm(requestOf(record, n), tools);
        expect(findings, `seed ${seed}`).toBeUndefined();
        const { content, digest } = value!;
        expect(content.organiser, `seed ${seed}`).toEqual(record.organiser);
        expect({ ...content.service, approvals: service.approvals }, `seed ${seed}`).toEqual(service);
        expect(digest).toBe(formDigest(content));
      }
    }
  });

  it(`is released with a PDF and pictures that say the same, ${forms} of them`, { timeout: 7_200_000 }, async () => {
    for (let seed = firstSeed; seed < firstSeed + forms; seed += 1) {
      const record = printable(seed);
      const released = await release(requestOf(record, seed % record.services.length, { portrait, specimen: false }));
      expect(released.pictures.length).toBeGreaterThan(1);
      for (const jpeg of released.pictures) expect(jpeg.length).toBeLessThanOrEqual(maxPictureBytes);
      if (!hasPoppler) continue;
      const file = join(folder, 'form.pdf');
      writeFileSync(file, released.pdf);
      const text = withoutBlanks(spawnSync('pdftotext', ['-raw', file, '-']).stdout.toString());
      for (const value of valuesOf(released)) {
        // A value that goes over a page is read in two pieces.
        if (value.length < 100) expect(text, `seed ${seed}`).toContain(withoutBlanks(value));
      }
    }
  });

  if (readings > 0)
    it(
      `has numbers that a foreign reader reads in its pictures, ${readings} of them`,
      { timeout: 7_200_000 },
      async () => {
        const counts = { numbers: 0, names: [0, 0], domains: [0, 0] };
        for (let seed = firstSeed; seed < firstSeed + readings; seed += 1) {
          const record = printable(seed);
          const { form, pictures } = await release(requestOf(record, seed % record.services.length));
          const read = pictures.map((jpeg) => readPicture(jpeg)).join('');
          const { organiser, service } = form;
          for (const number of [
            organiser.document.number,
            service.personInCharge.document.number,
            ...service.personInCharge.mobile.split(';'),
          ]) {
            expect(read, `seed ${seed}`).toContain(number);
            counts.numbers += 1;
          }
          countRead(counts.names, [organiser.name, service.name, service.personInCharge.name], read);
          countRead(counts.domains, domainNames(form), read);
        }
        console.log(`read from seed ${firstSeed} on: ${JSON.stringify(counts)}`);
      },
    );

  it.skipIf(!hasPoppler)('is drawn by a foreign program as its picture shows it', async () => {
    const { pdf, pictures } = await release(requestOf(unit, 0, { portrait, specimen: false }));
    writeFileSync(join(folder, 'one.pdf'), pdf);
    const size = ['-scale-to-x', `${pictureWidth}`, '-scale-to-y', '-1'];
    spawnSync('pdftoppm', ['-gray', ...size, join(folder, 'one.pdf'), join(folder, 'one')]);
    for (const [n, jpeg] of pictures.entries()) {
      const foreign = greyOf(readFileSync(join(folder, `one-${n + 1}.pgm`)));
      const own = (await tools.drawing.decode(jpeg))!;
      expect([foreign.width, Math.abs(foreign.height - own.height) <= 1]).toEqual([own.width, true]);
      // A blank or clipped character would leave its square of some 18 pixels without ink in one of them.
      expect(greatestDifference(own, foreign, 18)).toBeLessThan(0.25);
    }
  });

  it('of a sandbox says on every page, and in its data, that it is none for a filing', async () => {
    const request = requestOf(unit, 0, { portrait, specimen: false, sandbox: true });
    const { form, pdf, pictures } = await release(request);
    expect(form.sandbox).toBe(true);
    const pages = await readPdf(pdf);
    expect(pages).toHaveLength(pictures.length);
    for (const page of pages) {
      expect(page.characters.map(({ character }) => character).join('')).toContain(sandboxMark);
    }
    for (const jpeg of pictures) expect(jpeg.length).toBeLessThanOrEqual(maxPictureBytes);
    const real = await release({ ...request, sandbox: false });
    expect(real.form).not.toHaveProperty('sandbox');
    expect(real.form.digest).not.toBe(form.digest);
  });

  it('of a sandbox is not released without the mark', async () => {
    const { value } = await prepareForm(requestOf(unit, 0, { portrait, specimen: true }), tools);
    const { pages, expected } = formPages(
      { ...value!.content, sandbox: true, digest: value!.digest, signatures: [] },
      undefined,
      tools,
    );
    expect(checkData(expected, pages)).toEqual([]);
    const unmarked = pages.map((page) => ({ ...page, fields: page.fields.filter(({ name }) => name !== 'sandbox') }));
    expect(checkData(expected, unmarked)).toMatchObject([
      { code: 'form-disagrees', facts: { part: 'data', at: 'sandbox' } },
    ]);
  });

  it('has an unguessable number, the digests, both signatures and the day of each', async () => {
    const one = await release(requestOf(individual, 0, { portrait, specimen: false }));
    const other = await release(requestOf(individual, 0, { portrait, specimen: false }));
    expect(one.form.number).toMatch(/^BH-[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(one.form.number).not.toBe(other.form.number);
    expect(one.form.signatures.map(({ role }) => role)).toEqual(['person-in-charge', 'checker']);
    expect(one.form).toMatchObject({ recordDigest: requestOf(individual).recordDigest });
    expect(one.form.portraitDigest).toMatch(/^[\w-]{43}$/);
  });

  it('of an app says that no authority has published it, and each service has its own', async () => {
    const app = await release(requestOf(unit, 1));
    expect(app.form.template).toEqual({ kind: 'app', variant: 'national', version: 1, official: false });
    expect(app.form.service).toEqual(formService(unit.services[1]!));
  });

  it('has neither number nor signature as a specimen', async () => {
    const ready = await prepareForm(requestOf(unit), tools);
    const { signatures, keys } = await signed(ready.value!);
    const { value } = await releaseForm(ready.value!, signatures, keys, tools);
    expect(value!.form.number).toBeUndefined();
    expect(value!.form.signatures).toEqual([]);
  });

  it('of Guangdong has that province’s words, and its portrait answer follows the province’s profile', async () => {
    const profile = profileOf(440_000)!;
    const { form } = await release(
      requestOf(unit, 0, { profile: { ...profile, electronicPortrait: 'no-with-remark' } }),
    );
    expect(form.template.variant).toBe('guangdong');
    expect(form.electronicPortrait).toBe('no-with-remark');
  });
});

describe('making a form', () => {
  it('draws, encodes and writes only in its turn, with two turns a page and two for the PDF', async () => {
    const { value } = await prepareForm(requestOf(unit), tools);
    let turns = 0;
    let isItsTurn = false;
    const inTurn: FormTools['inTurn'] = async (step) => {
      turns += 1;
      isItsTurn = true;
      try {
        return await step();
      } finally {
        isItsTurn = false;
      }
    };
    const outside: string[] = [];
    const drawing = Object.fromEntries(
      Object.entries(tools.drawing).map(([name, work]: [string, (...args: never[]) => unknown]) => [
        name,
        (...args: never[]) => {
          if (!isItsTurn) outside.push(name);
          return work(...args);
        },
      ]),
    ) as unknown as FormTools['drawing'];
    const released = await releaseForm(value!, [], undefined, { ...tools, drawing, inTurn });
    expect(turns).toBe(2 * released.value!.pictures.length + 2);
    expect(outside).toEqual([]);
    await prepareForm(requestOf(unit, 0, { portrait }), { ...tools, drawing, inTurn });
    expect(outside).toEqual([]);
  });
});

describe('a form with long values', () => {
  it.each([
    ['500 domains', filingRecordOf(3, { business: 'new-filing', kind: 'individual', domains: 500 })],
    ['every text at its greatest length', printableLongest()],
  ])('prints all of them: %s', { timeout: 600_000 }, async (_, record) => {
    const { pdf, pictures, form } = await release(requestOf({ ...record, services: record.services.slice(0, 1) }));
    expect(pictures.length).toBeGreaterThan(2);
    expect(form.organiser).toEqual(record.organiser);
    expect(pdf.length).toBeGreaterThan(0);
  });
});

/** Different ideographs, of which a page of text has the most ink and the largest picture. */
const ideographs = (count: number, first: number): string =>
  Array.from({ length: count }, (_, n) => String.fromCodePoint(0x4e00 + (((n + first) * 7_919) % 20_000))).join('');

/** A name of 128 characters, an organiser's of 255, addresses of 1,024, a service's name of 512. */
function printableLongest(): FilingRecord {
  const { services, organiser, ...record } = unit;
  const person = { ...services[0]!.personInCharge, name: ideographs(128, 1) };
  return {
    ...record,
    organiser: {
      ...organiser,
      name: ideographs(255, 200),
      document: { ...organiser.document, address: ideographs(1_024, 500) },
      address: { ...organiser.address, detail: ideographs(1_024, 3_000) },
      personInCharge: person,
    },
    services: [{ ...services[0]!, name: ideographs(512, 5_000), personInCharge: person }],
  };
}

/** What tesseract reads in a page, without blanks. */
function readPicture(jpeg: Uint8Array): string {
  const file = join(folder, 'page.jpg');
  writeFileSync(file, jpeg);
  const { stdout } = spawnSync('tesseract', [file, '-', '-l', 'chi_sim', '--psm', '6', '--dpi', '140']);
  return withoutBlanks(stdout.toString());
}

/** Adds how many of the values are in the text, and how many there are. */
function countRead(counts: number[], values: readonly string[], text: string): void {
  counts[0]! += values.filter((value) => text.includes(withoutBlanks(value))).length;
  counts[1]! += values.length;
}

/** A binary PGM as pixels. */
function greyOf(file: Uint8Array): Raster {
  const [, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(new TextDecoder('latin1').decode(file.subarray(0, 40)))!;
  const grey = file.subarray(file.length - Number(width) * Number(height));
  const data = new Uint8ClampedArray(4 * grey.length);
  grey.forEach((value, n) => data.fill(value, 4 * n, 4 * n + 4));
  return { width: Number(width), height: Number(height), data };
}

/** The greatest difference of mean ink of squares with this side. */
function greatestDifference(one: Raster, other: Raster, side: number): number {
  const mean = ({ data, width }: Raster, left: number, top: number) => {
    let sum = 0;
    for (let y = top; y < top + side; y += 1)
      for (let x = left; x < left + side; x += 1) sum += data[4 * (y * width + x)]!;
    return sum / (255 * side * side);
  };
  let greatest = 0;
  for (let top = 0; top + side < Math.min(one.height, other.height); top += side / 2) {
    for (let left = 0; left + side < one.width; left += side / 2) {
      greatest = Math.max(greatest, Math.abs(mean(one, left, top) - mean(other, left, top)));
    }
  }
  return greatest;
}
