/**
 * XML as the ministry's interface uses it: elements, text, one attribute. The reader is strict. It refuses document type
 * declarations, so that no entity can expand or load a file.
 */
import { ownValue } from '#protocol/own.ts';
import { isGbk } from '#protocol/filing/gbk.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements and texts, in order. */
  readonly children: readonly (XmlElement | string)[];
}

/** An element of elements; children that are undefined are left out. */
export const element = (name: string, ...children: readonly (XmlElement | undefined)[]): XmlElement => ({
  name,
  attributes: {},
  children: children.filter((child) => child !== undefined),
});

/** An element with a value. */
export const leaf = (name: string, value: string | number): XmlElement => ({
  name,
  attributes: {},
  children: [String(value)],
});

/** The same, left out where there is no value: the interface refuses empty elements. */
export const maybeLeaf = (name: string, value: string | number | undefined): XmlElement | undefined =>
  value === undefined ? undefined : leaf(name, value);

const declaration = '<?xml version="1.0" encoding="GBK"?>\n';

/** The document as text whose every character GBK has: the others are numeric references. */
export const printXml = (root: XmlElement): string => declaration + printElement(root);

function printElement({ name, attributes, children }: XmlElement): string {
  const parts = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`);
  const content = children.map((child) => (typeof child === 'string' ? escapeText(child) : printElement(child)));
  return `<${name}${parts.join('')}>${content.join('')}</${name}>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes markup, and blanks that a reader would alter. */
function escapeText(text: string): string {
  if (/^[ !#-%'-;=?-~]*$/.test(text)) return text;
  let escaped = '';
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    const escape = ownValue(escapes, character);
    if (escape !== undefined) escaped += escape;
    else if (codePoint >= 0x20 && isGbk(codePoint)) escaped += character;
    else escaped += `&#x${codePoint.toString(16).toUpperCase()};`;
  }
  return escaped;
}

/** A document that is not well-formed, or not of the kind this reader takes. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  /** Where, in UTF-16 code units. */
  readonly index: number;

  constructor(message: string, index: number) {
    super(`${message} at ${index}`);
    this.index = index;
  }
}

/** Deepest nesting. The interface needs 9. */
const maxDepth = 64;

const nameStart = 'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u2C00-\\uD7FF';
const plainName = `[${nameStart}][${nameStart}0-9.\\u00B7-]*`;
/** Tokens in which names occur: without a colon, or with one, as names with a prefix have it. */
const namesOf = (pattern: string) => ({
  open: new RegExp(`<(${pattern})`, 'y'),
  attribute: new RegExp(`[ \\t\\n]+(${pattern})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'y'),
});
const names = { plain: namesOf(plainName), prefixed: namesOf(`${plainName}(?::${plainName})?`) };
const tokens = {
  declaration:
    /<\?xml\s+version\s*=\s*(["'])1\.[0-9]+\1(\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\3)?(\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>/y,
  space: /[ \t\n]+/y,
  /** The start of what is then searched for its end: a regular expression would run out of stack on a long one. */
  comment: /<!--/y,
  instruction: /<\?(?![Xx][Mm][Ll][\s?])[A-Za-z_][\w.-]*(?=\s|\?>)/y,
  data: /<!\[CDATA\[/y,
  openEnd: /[ \t\n]*(\/?)>/y,
  close: /<\/([^\s>]+)[ \t\n]*>/y,
  text: /[^<]+/y,
};

/** Reads a document. @param named whether names may have a prefix, which stays in them @throws XmlError */
export function parseXml(document: string, named: keyof typeof names = 'plain'): XmlElement {
  const { open, attribute } = names[named];
  const text = document.replace(/\r\n?/g, '\n');
  let index = 0;
  const take = (token: RegExp): RegExpExecArray | null => {
    token.lastIndex = index;
    const match = token.exec(text);
    if (match) index = token.lastIndex;
    return match;
  };
  const fail = (message: string): never => {
    throw new XmlError(message, index);
  };
  const wrong = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(text);
  if (wrong) throw new XmlError('a character that XML does not allow', wrong.index);

  /** What stands from here to an end, which is passed over. */
  const upTo = (end: string): string => {
    const found = text.indexOf(end, index);
    if (found < 0) fail(`no ${end}`);
    const content = text.slice(index, found);
    index = found + end.length;
    return content;
  };
  const takeAside = (): boolean => {
    if (take(tokens.comment)) {
      // Two hyphens in a comment are its end.
      upTo('--');
      if (!text.startsWith('>', index)) fail('-- in a comment');
      index += 1;
      return true;
    }
    if (!take(tokens.instruction)) return false;
    upTo('?>');
    return true;
  };
  const misc = () => {
    while (take(tokens.space) || takeAside());
  };
  const readElement = (depth: number): XmlElement => {
    if (depth > maxDepth) fail('too deep');
    const name = take(open)?.[1] ?? fail('no element');
    const attributes: Record<string, string> = Object.create(null);
    for (let match = take(attribute); match; match = take(attribute)) {
      if (Object.hasOwn(attributes, match[1]!)) fail('an attribute twice');
      attributes[match[1]!] = unescapeText((match[2] ?? match[3])!.replace(/[\t\n]/g, ' '), fail);
    }
    const end = take(tokens.openEnd) ?? fail('a tag that does not end');
    const children: (XmlElement | string)[] = [];
    if (end[1] === '/') return { name, attributes, children };
    for (;;) {
      const close = take(tokens.close);
      if (close) {
        if (close[1] !== name) fail(`no end of ${name}`);
        return { name, attributes, children };
      }
      if (take(tokens.data)) children.push(upTo(']]>'));
      else if (!takeAside()) {
        const found = take(tokens.text);
        if (found?.[0].includes(']]>')) fail(']]> in text');
        children.push(found ? unescapeText(found[0], fail) : readElement(depth + 1));
      }
    }
  };

  take(tokens.declaration);
  misc();
  const root = readElement(1);
  misc();
  if (index !== text.length) fail('something after the end');
  return root;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const reference = /&(?:#(\d+);|#x([\da-fA-F]+);|(amp|lt|gt|quot|apos);)?/g;

function unescapeText(text: string, fail: (message: string) => never): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (_, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return ownValue(entities, name)!;
    const digits = decimal ?? hexadecimal ?? fail('a bad reference');
    const codePoint = Number.parseInt(digits, decimal === undefined ? 16 : 10);
    return isXmlCharacter(codePoint) ? String.fromCodePoint(codePoint) : fail('a reference to no character');
  });
}

/** @see XML 1.0 §2.2, Char */
const isXmlCharacter = (codePoint: number): boolean =>
  codePoint === 9 ||
  codePoint === 10 ||
  codePoint === 13 ||
  (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
  (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
  (codePoint >= 0x10000 && codePoint <= 0x10ffff);
