/** A form's pages, laid out: the ministry's form, the annex, and what stands at the foot of each. */
import type { CodeTables } from '#protocol/filing/code-table.ts';
import type { SignedForm } from '#protocol/filing/form/form.ts';
import { expectedValues } from './expected.ts';
import type { Font } from './font/font.ts';
import { annexPages } from './layout/annex.ts';
import { withFooters, type Footing } from './layout/footer.ts';
import type { Page, Picture } from './layout/page.ts';
import { verificationPage } from './layout/verification-page.ts';
import { unofficial, verificationForm } from './template/verification-form.ts';
import type { Template } from './template/template.ts';

export interface LayoutTools {
  readonly font: Font;
  readonly codeTables: CodeTables;
  /** Address of the public page that checks a form; its number is appended. */
  readonly checkAddress: string;
}

export interface LaidOut {
  readonly pages: readonly Page[];
  readonly expected: ReadonlyMap<string, string>;
  readonly title: string;
}

export function formPages(form: SignedForm, portrait: Picture | undefined, tools: LayoutTools): LaidOut {
  const { kind, variant } = form.template;
  const template: Template = verificationForm({ kind, variant, organiser: form.organiser.kind });
  const { page, moved } = verificationPage(form, template, tools.font);
  const checkUrl = form.number === undefined ? undefined : `${tools.checkAddress}${form.number}`;
  const pages = [page, ...annexPages(form, tools.codeTables, portrait, tools.font)];
  return {
    pages: withFooters(pages, footingOf(form), checkUrl, tools.font),
    expected: expectedValues(form, template, moved),
    title: template.title.text,
  };
}

const footingOf = ({ template, specimen, sandbox, number, madeAtMs, recordDigest, digest }: SignedForm): Footing => ({
  specimen,
  ...(sandbox && { sandbox }),
  ...(number === undefined ? {} : { number }),
  template: `${template.kind}-${template.variant}/${template.version}`,
  madeAtMs,
  recordDigest,
  digest,
  ...(template.official ? {} : { note: unofficial }),
});
