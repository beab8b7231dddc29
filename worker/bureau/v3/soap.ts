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

/** What the body of a SOAP 1.1 envelope contains, if that is one element. */
function bodyOf(text: string): XmlElement | undefined {
  try {
    const envelope = parseXml(text, 'prefixed');
    const [prefix] = /^\w[\w.-]*(?=:)/.exec(envelope.name) ?? [];
    const namespace = envelope.attributes[prefix === undefined ? 'xmlns' : `xmlns:${prefix}`];
    if (localName(envelope.name) !== 'Envelope' || namespace !== envelopeNamespace) return undefined;
    const bodies = childrenOf(unprefixed(envelope), 'Body');
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

/**
 * Reads a WSDL 1.1 with wrapped document style or RPC style. Documents that it imports are not fetched.
 *
 * @returns undefined unless it describes methods
 */
export function readDescription(text: string): ServiceDescription | undefined {
  let definitions: XmlElement;
  try {
    definitions = unprefixed(parseXml(text.replace(/^\uFEFF/, ''), 'prefixed'));
  } catch {
    return undefined;
  }
  const namespace = definitions.attributes['targetNamespace'];
  if (definitions.name !== 'definitions' || namespace === undefined) return undefined;
  const schemas = childrenOf(childOf(definitions, 'types'), 'schema');
  const parameters = childrenOf(definitions, 'message').flatMap((message) => parametersOf(message, schemas));
  if (parameters.length === 0) return undefined;
  const isQualified = schemas.some(({ attributes }) => attributes['elementFormDefault'] === 'qualified');
  return { namespace, isQualified, parameters: Object.fromEntries(parameters) };
}

/** A method's name, and those of its parameters: the parts of the message, or what its one part's element contains. */
function parametersOf(message: XmlElement, schemas: readonly XmlElement[]): [method: string, names: string[]][] {
  const parts = childrenOf(message, 'part');
  const reference = parts.length === 1 ? parts[0]!.attributes['element'] : undefined;
  if (reference === undefined) {
    const method = message.attributes['name'];
    return method === undefined ? [] : [[method.replace(/Request$/, ''), namesIn(parts)]];
  }
  const method = localName(reference);
  const named = (kind: string, name: string) =>
    schemas.flatMap((schema) => childrenOf(schema, kind)).find(({ attributes }) => attributes['name'] === name);
  const wrapper = named('element', method);
  // The type stands in the element, or apart under a name.
  const type = wrapper?.attributes['type'];
  const content = type === undefined ? childOf(wrapper, 'complexType') : named('complexType', localName(type));
  return [[method, namesIn(childrenOf(childOf(content, 'sequence'), 'element'))]];
}

const namesIn = (own: readonly XmlElement[]): string[] => own.flatMap(({ attributes }) => attributes['name'] ?? []);

const localName = (name: string): string => name.replace(/^[^:]*:/, '');

/** Servers choose prefixes freely, and no name that is read here stands in two namespaces, so the prefixes are left out. */
const unprefixed = ({ name, attributes, children }: XmlElement): XmlElement => ({
  name: localName(name),
  attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => !/^xmlns\b/.test(key))),
  children: children.map((child) => (typeof child === 'string' ? child : unprefixed(child))),
});
