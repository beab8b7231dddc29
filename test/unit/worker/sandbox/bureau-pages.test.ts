/** What the sandbox's pages show of the bureau. */
import { describe, expect, it } from 'vitest';
import { carry } from '../../../../worker/bureau/v3/carried.ts';
import { sequentialNumbers } from '../../../../worker/bureau/v3/numbers.ts';
import { writeUpload, type Attachment } from '../../../../worker/bureau/v3/write.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { sandboxBureau } from '../../../../worker/sandbox/bureau/account.ts';
import { changed, individual, nowMs } from '../../protocol/filing/example.ts';
import { bureauClient, origin } from './bureau-client.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const form: Attachment = {
  formatId: 1,
  purposeId: 1,
  content: jpeg.toString('base64'),
  owner: { kind: 'service', id: 'site' },
};
const record = changed(individual, '/services/0/name', '<b>象棋</b>') as FilingRecord;
const xml = writeUpload(
  {
    providerId: sandboxBureau.providerId,
    records: carry(record).carried.map((carried) => ({ key: 'record', carried, attachments: [form] })),
  },
  sequentialNumbers(),
);

async function received() {
  const bureau = bureauClient(nowMs);
  await bureau.upload(1, xml);
  const page = (path: string, lang = 'zh-CN') => bureau.app.request(`${origin}/sandbox/${path}?lang=${lang}`);
  return { ...bureau, page };
}

describe('the pages', () => {
  it.each(['', 'sms/', 'bureau/records/1'])('at /sandbox/%s have no script, in both languages', async (path) => {
    const { page } = await received();
    for (const lang of ['zh-CN', 'en']) {
      const answer = await page(path, lang);
      const text = await answer.text();
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(text).toContain(`<html lang="${lang}">`);
      expect(text).not.toMatch(/<script|undefined|\[object/);
      // The styles are text of the page, not escaped.
      expect(text).toContain('.cards > li');
    }
  });

  it('show a record with the names of fields and codes, and nothing of it as markup', async () => {
    const { page } = await received();
    const text = await (await page('bureau/records/1')).text();
    expect(text).toContain('主办单位名称');
    expect(text).toContain('居民身份证 (2)');
    expect(text).toContain('47.0.0.9');
    expect(text).toContain('&lt;b&gt;象棋');
    expect(text).not.toContain('<b>象棋');
    expect((await page('bureau/records/2')).status).toBe(404);
  });

  it('show its pictures, and give out the XML as it came', async () => {
    const { page } = await received();
    const picture = await page('bureau/records/1/attachments/0');
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(jpeg);
    const file = await page('bureau/uploads/1.xml');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(xml));
    expect((await page('bureau/records/1/attachments/1')).status).toBe(404);
    expect((await page('bureau/uploads/2.xml')).status).toBe(404);
  });

  it('list the message with a masked number', async () => {
    const { page } = await received();
    const text = await (await page('sms/')).text();
    expect(text).toContain('138****8000');
    expect(text).not.toContain('13800138000');
  });
});
