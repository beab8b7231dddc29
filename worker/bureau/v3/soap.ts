/** SOAP 1.1 as the ministry's services speak it, for both sides: a call with parameters, an answer with one text. */
import { childOf, childrenOf, elementsOf, textOf } from '../xml-content.ts';
import { parseXml, type XmlElement } from '../xml.ts';

const envelopeNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';

export interface SoapCall {
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How a method's parameters stand in a call. */
export interface CallStyle {
  readonly namespace: string;
  /** Whether the names of the parameters belong to the namespace too. */
  readonly isQualified: boolean;
}

export function callText({ method, parameters }: SoapCall, { namespace, isQualified }: CallStyle): string {
  const prefix = isQualified ? 'ns:' : '';
  const own = Object.entries(parameters).map(
    ([name, value]) => `<${prefix}${name}>${escaped(value)}</${prefix}${name}>`,
  );
  return enveloped(`<ns:${method} xmlns:ns="${escaped(namespace)}">${own.join('')}</ns:${method}>`);
}

/** @param returned travels as text, also where it is XML */
export const replyText = (method: string, namespace: string, returned: string): string =>
  enveloped(
    `<ns:${method}Response xmlns:ns="${escaped(namespace)}"><return>${escaped(returned)}</return></ns:${method}Response>`,
  );

export const faultText = (text: string): string =>
  enveloped(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${escaped(text)}</faultstring></soap:Fault>`);

const enveloped = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${envelopeNamespace}"><soap:Body>${content}</soap:Body></soap:Envelope>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** @returns undefined unless the text is an envelope with one call */
export function readCall(text: string): SoapCall | undefined {
  const call = bodyOf(text);
  if (!call) return undefined;
  return { method: call.name, parameters: Object.fromEntries(elementsOf(call).map((own) => [own.name, textOf(own)])) };
}

/**
 * The text that a method returned.
 *
 * @returns undefined for everything else: a fault, a page, another method's answer
 */
export function readReply(text: string, method: string): string | undefined {
  const answer = bodyOf(text);
  if (answer?.name !== `${method}Response`) return undefined;
  const [returned, ...others] = elementsOf(answer);
  // Servers name the part `return`, `{method}Return` or `{method}Result`.
  if (!returned || others.length > 0) return undefined;
  return textOf(returned);
}

function bodyOf(text: string): XmlElement | undefined {
  try {
    const envelope = parseUnprefixed(text);
    if (envelope.name !== 'Envelope') return undefined;
    const bodies = childrenOf(envelope, 'Body');
    const [content, ...others] = elementsOf(bodies[0]);
    return bodies.length === 1 && others.length === 0 ? content : undefined;
  } catch {
    return undefined;
  }
}

export interface ServiceDescription extends CallStyle {
  /** The parameters of each method, in order. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

/** Reads a WSDL 1.1 with wrapped document style or RPC style. @returns undefined unless it describes methods */
export function readDescription(text: string): ServiceDescription | undefined {
  try {
    const definitions = parseUnprefixed(text);
    if (definitions.name !== 'definitions') return undefined;
    const schemas = childrenOf(childOf(definitions, 'types'), 'schema');
    const elements = schemas.flatMap((schema) => childrenOf(schema, 'element'));
    const parameters = Object.fromEntries(
      childrenOf(definitions, 'message').flatMap((message) => {
        const parts = childrenOf(message, 'part');
        const wrapper = parts.length === 1 ? localName(parts[0]!.attributes['element']) : undefined;
        const wrapped = elements.find(({ attributes }) => attributes['name'] === wrapper);
        const names = wrapped
          ? childrenOf(childOf(childOf(wrapped, 'complexType'), 'sequence'), 'element')
          : wrapper === undefined
            ? parts
            : [];
        const method = wrapped ? wrapper : message.attributes['name'];
        return method === undefined ? [] : [[method, names.map(({ attributes }) => attributes['name'] ?? '')]];
      }),
    );
    const namespace = definitions.attributes['targetNamespace'];
    if (namespace === undefined || Object.keys(parameters).length === 0) return undefined;
    const isQualified = schemas.some(({ attributes }) => attributes['elementFormDefault'] === 'qualified');
    return { namespace, isQualified, parameters };
  } catch {
    return undefined;
  }
}

const localName = (name: string | undefined): string | undefined => name?.replace(/^.*:/, '');

/**
 * Servers choose prefixes freely, and no name that is read here stands in two namespaces, so the prefixes are left out.
 *
 * @throws XmlError
 */
function parseUnprefixed(text: string): XmlElement {
  const plain = text.replace(/^\uFEFF/, '').replace(/<[^?!>][^>]*>/g, (tag) =>
    tag
      .replace(/^(<\/?)[\w.-]+:/, '$1')
      .replace(/\s+xmlns(:[\w.-]+)?\s*=\s*("[^"]*"|'[^']*')/g, '')
      .replace(/\s+[\w.-]+:[\w.-]+\s*=\s*("[^"]*"|'[^']*')/g, ''),
  );
  return parseXml(plain);
}
