/** The frame of the sandbox's pages. They have no script, and load nothing from elsewhere. */
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { locales, type Locale } from '#protocol/locale.ts';
import { styles } from './style.ts';

export type Html = ReturnType<typeof html>;

/** The language that the address names, or else the browser. Chinese is first. */
export function localeOf(c: Context): Locale {
  const wanted = c.req.query('lang') ?? (c.req.header('accept-language')?.startsWith('en') ? 'en' : 'zh-CN');
  return locales.find((each) => each === wanted) ?? 'zh-CN';
}

export interface PageContent {
  readonly locale: Locale;
  readonly title: string;
  /** Links beside the title. */
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly main: Html;
}

const otherLanguage: Readonly<Record<Locale, readonly [Locale, string]>> = {
  'zh-CN': ['en', 'English'],
  en: ['zh-CN', '中文'],
};

export function page(c: Context, { locale, title, links, main }: PageContent) {
  c.header('Cache-Control', 'no-store');
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Content-Type-Options', 'nosniff');
  const [other, otherName] = otherLanguage[locale];
  return c.html(
    html`<!doctype html>
      <html lang="${locale}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          <style>
            ${raw(styles)}
          </style>
        </head>
        <body>
          <header>
            <h1>${title}</h1>
            <nav>
              ${links.map(({ href, text }) => html`<a href="${href}?lang=${locale}">${text}</a>`)}
              <a href="?lang=${other}" hreflang="${other}" lang="${other}">${otherName}</a>
            </nav>
          </header>
          <main>${main}</main>
        </body>
      </html>`,
  );
}

/** A time of today as the clock shows it in Beijing. */
export function timeOf(atMs: number, locale: Locale): Html {
  const at = new Date(atMs);
  const shown = at.toLocaleString(locale, { timeZone: 'Asia/Shanghai', hour12: false });
  return html`<time datetime="${at.toISOString()}">${shown}</time>`;
}
