/** HTML as text. Every value that is filled in is escaped, unless it is `Markup` itself. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Filling = string | number | Markup | readonly Markup[] | undefined;

/** A piece of HTML or SVG. Attributes must be quoted. */
export const markup = (parts: TemplateStringsArray, ...fillings: Filling[]): Markup =>
  new Markup(parts.map((part, n) => part + textOf(fillings[n])).join(''));

function textOf(filling: Filling): string {
  if (filling === undefined) return '';
  if (filling instanceof Markup) return filling.text;
  if (typeof filling === 'object') return filling.map(({ text }) => text).join('');
  return `${filling}`.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
