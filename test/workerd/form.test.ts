/** Forms in workerd: the same font, rasteriser and encoders as in Node, from the host's own kit. */
import { base64url } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordFinding } from '#protocol/filing/finding.ts';
import type { FormFinding } from '#protocol/filing/form/finding.ts';
import type { SignedForm } from '#protocol/filing/form/form.ts';
import { readPdf } from '../../worker/form/pdf/read.ts';
import { signPdf } from '../../worker/form/pdf/sign.ts';
import { maxPictureBytes } from '../../worker/form/picture/page-picture.ts';
import { createCertificate } from '../contract/certificate.ts';
import { individual, unit } from '../unit/protocol/filing/example.ts';
import { createHost, type Host } from './host.ts';

interface Answer {
  readonly form: SignedForm;
  readonly pdf: string;
  readonly pictures: readonly string[];
  readonly findings: readonly FormFinding[];
  readonly faults: readonly RecordFinding[];
}

let host: Host;
beforeAll(() => {
  host = createHost();
});

async function ask(body: unknown): Promise<{ readonly status: number; readonly answer: Answer }> {
  const response = await host.app.request(`${host.origin}/demo/api/forms`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const textOf = async (pdf: Uint8Array) =>
  (await readPdf(pdf)).flatMap(({ characters }) => characters.map(({ character }) => character)).join('');

describe('a specimen in workerd', () => {
  it('is a PDF and pictures of the record, without number and signature, which can be signed there', async () => {
    const { status, answer } = await ask({ record: unit });
    expect(status).toBe(200);
    expect(answer.form).toMatchObject({ specimen: true, organiser: unit.organiser, signatures: [] });
    expect(answer.form.number).toBeUndefined();
    for (const picture of answer.pictures) {
      expect(base64url.decode(picture).length).toBeLessThanOrEqual(maxPictureBytes);
    }
    const pdf = base64url.decode(answer.pdf);
    expect(await textOf(pdf)).toContain(unit.organiser.name);
    const signed = await signPdf(pdf, await createCertificate(), Date.now());
    expect(signed.length).toBeGreaterThan(pdf.length);
    expect(new TextDecoder('latin1').decode(signed)).toContain('ETSI.CAdES.detached');
  });

  it('is refused with every reason: an open item, a character without a glyph, a faulty record', async () => {
    const open = await ask({ record: individual, without: ['mobile'] });
    expect(open.status).toBe(422);
    expect(open.answer.findings).toMatchObject([{ code: 'item-missing', facts: { item: 'mobile' } }]);
    const rare = { ...unit, organiser: { ...unit.organiser, name: '某𠮷公司' } };
    const missing = await ask({ record: rare });
    expect(missing.answer.findings).toMatchObject([{ code: 'form-character-missing', facts: { characters: ['𠮷'] } }]);
    const faulty = await ask({ record: { ...unit, services: [] } });
    expect([faulty.status, faulty.answer.faults.map(({ code }) => code)]).toEqual([422, ['list-empty']]);
    const absent = await ask({ record: unit, service: 9 });
    expect(absent.answer.findings).toMatchObject([{ code: 'service-unknown' }]);
  });

  it('is refused while two others are drawn, so that forms take no more memory than there is', async () => {
    const answers = await Promise.all([unit, unit, unit].map((record) => ask({ record })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429]);
    const busy = answers.find(({ status }) => status === 429)!.answer;
    expect(busy).toMatchObject({ code: 'verifier-busy' });
    expect((await ask({ record: unit })).status).toBe(200);
  });

  it.each([
    ['no JSON object', 'text'],
    ['no record', {}],
    ['an unknown field', { record: unit, extra: 1 }],
  ])('is refused for a request that is %s', async (_, body) => {
    const { status, answer } = await ask(body);
    expect([status, (answer as unknown as { code: string }).code]).toEqual([400, 'request-malformed']);
  });
});
