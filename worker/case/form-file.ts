import type { CaseForm } from '#protocol/case/form.ts';
import type { FormFile } from './blob-keys.ts';

/** The form and the file of it that a name means: `{serviceId}.json`, `.pdf`, `.jpg`, or `{serviceId}-2.jpg` for its second page. */
export function findFormFile(
  forms: readonly CaseForm[],
  name: string,
): { readonly form: CaseForm; readonly file: FormFile } | undefined {
  const [, stem, kind] = /^(.+)\.(json|pdf|jpg)$/.exec(name) ?? [];
  if (stem === undefined) return undefined;
  // A service's id may itself end like a page's number.
  const whole = forms.find(({ serviceId }) => serviceId === stem);
  if (kind !== 'jpg') return whole && { form: whole, file: { kind: kind === 'pdf' ? 'pdf' : 'json' } };
  if (whole) return { form: whole, file: { kind, page: 1 } };
  const [, id, page] = /^(.+)-([1-9]\d?)$/.exec(stem) ?? [];
  const form = forms.find(({ serviceId }) => serviceId === id);
  return form && Number(page) <= form.pictures.length ? { form, file: { kind, page: Number(page) } } : undefined;
}
