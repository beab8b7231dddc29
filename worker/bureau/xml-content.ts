/** What an element contains. */
import type { XmlElement } from './xml.ts';

export const childrenOf = (parent: XmlElement | undefined, name: string): XmlElement[] =>
  elementsOf(parent).filter((child) => child.name === name);

export const childOf = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  childrenOf(parent, name)[0];

/** Its elements, without the text between them. */
export const elementsOf = (parent: XmlElement | undefined): XmlElement[] =>
  (parent?.children ?? []).filter((child) => typeof child !== 'string');

export const textOf = (own: XmlElement | undefined): string =>
  (own?.children ?? []).filter((part) => typeof part === 'string').join('');

/** The text of a child; empty without one. */
export const textIn = (parent: XmlElement | undefined, name: string): string => textOf(childOf(parent, name));
