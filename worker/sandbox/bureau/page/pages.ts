/** The pages of the sandbox, and the files that they show. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { fromBase64 } from '#protocol/base64.ts';
import { limits } from '#protocol/limits.ts';
import type { Rows } from '../../../retention/rows.ts';
import { unzipXml } from '../../../bureau/v3/zip.ts';
import { authoritySection } from '../../authority/section.ts';
import { receivedIn } from '../../authority/received.ts';
import { localeOf, page } from '../../page/frame.ts';
import { bureauPath, sandboxBureau } from '../account.ts';
import { answerMessage, type MessageAnswer } from '../messages.ts';
import { partsOf } from '../parts.ts';
import { settle } from '../stage.ts';
import { messagePage } from './messages.ts';
import { recordPage } from './record.ts';
import { bureauSection } from './section.ts';
import { bureauWording } from './wording.ts';

export function bureauPages(rows: Rows, { now }: { readonly now: () => number }): Hono {
  const received = receivedIn(rows);
  return new Hono()
    .get('/sandbox/', async (c) => {
      settle(rows, sandboxBureau.ispId, now());
      const locale = localeOf(c);
      const words = bureauWording[locale];
      const questions = await received.list();
      return page(c, {
        locale,
        title: words.title,
        links: [
          { href: '/sandbox/sms/', text: words.sms },
          { href: '/sandbox/', text: words.reload },
        ],
        main: html`<p>${words.about}</p>
          ${bureauSection(rows, locale)} ${authoritySection(questions, locale)}`,
      });
    })
    .get('/sandbox/sms/', (c) => {
      const outcome = (['answered', 'wrong'] as const).find((each) => each === c.req.query('outcome'));
      const locale = localeOf(c);
      const words = bureauWording[locale];
      return page(c, {
        locale,
        title: words.sms,
        links: [{ href: '/sandbox/', text: words.home }],
        main: messagePage(rows, locale, outcome),
      });
    })
    .post('/sandbox/sms/', async (c) => {
      const { code, lastSix } = await c.req.parseBody();
      const outcome: MessageAnswer =
        typeof code === 'string' && typeof lastSix === 'string'
          ? answerMessage(rows, code.trim(), lastSix.trim(), now())
          : 'wrong';
      return c.redirect(`/sandbox/sms/?lang=${localeOf(c)}&outcome=${outcome}`, 303);
    })
    .get(`${bureauPath}/records/:id{[0-9]+}`, (c) => {
      settle(rows, sandboxBureau.ispId, now());
      const locale = localeOf(c);
      const words = bureauWording[locale];
      const shown = recordPage(rows, Number(c.req.param('id')), locale);
      if (!shown) return c.notFound();
      return page(c, {
        locale,
        ...shown,
        links: [
          { href: '/sandbox/', text: words.home },
          { href: '/sandbox/sms/', text: words.sms },
        ],
      });
    })
    .get(`${bureauPath}/records/:id{[0-9]+}/attachments/:n{[0-9]+}`, (c) => {
      const { id, n } = c.req.param();
      const content = new TextDecoder().decode(partsOf(rows, `attachment ${id} ${n}`));
      const bytes = fromBase64(content);
      if (!bytes || bytes.length === 0) return c.notFound();
      return c.body(bytes.slice(), 200, { 'content-type': pictureType(bytes), 'x-content-type-options': 'nosniff' });
    })
    .get(`${bureauPath}/uploads/:file{[0-9]+\\.xml}`, (c) => {
      const sequence = c.req.param('file').slice(0, -'.xml'.length);
      const zip = partsOf(rows, `upload ${sequence}`);
      if (zip.length === 0) return c.notFound();
      return c.body(unzipXml(zip, limits.filing.uploadBytes).slice(), 200, {
        'content-type': 'application/xml;charset=gbk',
        'content-disposition': `attachment; filename="upload-${sequence}.xml"`,
        'x-content-type-options': 'nosniff',
      });
    });
}

/** Only pictures are shown, whatever a sender says that it sent. */
const pictureType = (bytes: Uint8Array): string => (bytes[0] === 0x89 ? 'image/png' : 'image/jpeg');
