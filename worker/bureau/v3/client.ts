/** Calls the ministry's system by interface V3.0, for one bureau account. */
import { base64url } from 'jose';
import { base64 } from '#protocol/base64.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import { limits } from '#protocol/limits.ts';
import type { Random } from '../../trust/random.ts';
import { decodeGbk } from '../gbk.ts';
import type { Bureau, BureauAnswer, Downloaded } from '../bureau.ts';
import type { BureauConfig } from '../configuration.ts';
import { algorithms, decrypted, encrypted, fromFoldedBase64, hashOf, passwordHash, randomValue } from './envelope.ts';
import { readMethodReply, type Reply, type ReplyFile } from './reply.ts';
import { callText, readDescription, readReply, type ServiceDescription } from './soap.ts';
import { unzipXml, ZipError } from './zip.ts';

export interface ClientPorts {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly random: Random;
}

/** Paths of the services under the endpoint. */
const services = {
  upDownLoad: 'ISPWebService/upDownLoad',
  beianStatus: 'BeianStatusWebService/queryBeianStatus',
} as const;
type Service = keyof typeof services;

type Unanswered = Exclude<BureauAnswer<never>, { readonly kind: 'answered' }>;
type Called = { readonly kind: 'answered'; readonly reply: Reply } | Unanswered;

/** @param config its `endpoint` ends with a slash or not */
export function bureauClient(config: BureauConfig, ports: ClientPorts): Bureau {
  const described = new Map<Service, Promise<ServiceDescription | undefined>>();

  /** What the service says of itself, read once. Without it the names of the interface's text are used. */
  const describe = (service: Service): Promise<ServiceDescription | undefined> => {
    const known = described.get(service);
    if (known) return known;
    const reading = readWsdl(`${addressOf(config, service)}?wsdl`, config, ports).then((description) => {
      if (!description) described.delete(service);
      return description;
    });
    described.set(service, reading);
    return reading;
  };

  /** @param own parameters beside those that prove the caller */
  async function call(
    service: Service,
    method: string,
    own: Readonly<Record<string, string | number>>,
  ): Promise<Called> {
    const description = await describe(service);
    const text = callText(
      { method, parameters: namedBy(description, method, { ...proof(config, ports.random), ...own }) },
      description ?? { namespace: fallbackNamespace, isQualified: false },
    );
    const answer = await exchange(
      new Request(addressOf(config, service), {
        method: 'POST',
        headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '""' },
        body: text,
      }),
      config,
      ports,
    );
    if (answer.kind !== 'text') return answer;
    const returned = answer.status === 200 ? readReply(answer.text, method) : undefined;
    const reply = returned === undefined ? undefined : readMethodReply(returned);
    if (reply) return { kind: 'answered', reply };
    const names = description?.parameters[method] ? '' : ', called without a description of it';
    return { kind: 'unknown', why: `no reply of ${method} (HTTP ${answer.status}${names})` };
  }

  return {
    mostZipBytes: limits.bureau.zipBytes,

    async upload({ sequence, zip }) {
      const called = await call('upDownLoad', 'isp_upload', {
        beianInfo: base64(config.encryption ? encrypted(zip, config.encryption) : zip),
        beianInfoHash: hashOf(zip),
        dataSequence: sequence,
        encryptAlgorithm: config.encryption ? algorithms.encrypted : algorithms.plain,
        hashAlgorithm: algorithms.hash,
        compressionFormat: algorithms.compression,
      });
      if (called.kind !== 'answered') return called;
      const { code, text, expected } = called.reply;
      return { kind: 'answered', code, text, ...(expected.length > 0 && { expected }) };
    },

    async previousUpload() {
      const called = await call('upDownLoad', 'isp_querypreviousupload', { hashAlgorithm: algorithms.hash });
      if (called.kind !== 'answered') return called;
      const { code, text, file } = called.reply;
      if (!file) return { kind: 'answered', code, text };
      const zip = zipOf(file, config);
      if ('why' in zip) return { kind: 'unknown', why: zip.why };
      if (file.sequence === undefined) return { kind: 'unknown', why: 'the last upload has no sequence' };
      return {
        kind: 'answered',
        code,
        text,
        value: { sequence: file.sequence, digest: base64url.encode(sha256(zip.zip)) },
      };
    },

    async download() {
      const called = await call('upDownLoad', 'isp_download', { hashAlgorithm: algorithms.hash });
      if (called.kind !== 'answered') return called;
      const { code, text, file } = called.reply;
      if (!file) return { kind: 'answered', code, text };
      const downloaded = xmlOf(file, config);
      return 'why' in downloaded
        ? { kind: 'unknown', why: downloaded.why }
        : { kind: 'answered', code, text, value: downloaded };
    },

    async acknowledge(fileName) {
      const called = await call('upDownLoad', 'isp_downloadack', { hashAlgorithm: algorithms.hash, fileName });
      return called.kind === 'answered'
        ? { kind: 'answered', code: called.reply.code, text: called.reply.text }
        : called;
    },

    async status(queryConditionType, queryCondition) {
      const called = await call('beianStatus', 'isp_querybeianstatus', {
        hashAlgorithm: algorithms.hash,
        queryConditionType,
        queryCondition,
      });
      if (called.kind !== 'answered') return called;
      const { code, text, status } = called.reply;
      return { kind: 'answered', code, text, ...(status && { value: status }) };
    },
  };
}

const addressOf = ({ endpoint }: BureauConfig, service: Service): string =>
  `${endpoint.replace(/\/$/, '')}/${services[service]}`;

/** Of the ministry's services where their description cannot be read. Convention: servers of this kind ignore it. */
const fallbackNamespace = 'http://webservice.ispmanage.com/';

const proof = ({ ispId, userName, password, passwordHash: form }: BureauConfig, random: Random) => {
  const randVal = randomValue(random);
  return { ispId, userName, randVal, pwdHash: passwordHash(password, randVal, form) };
};

/** The parameters by the names of the description, and in its order: the interface's text and its services differ in `ispId`. */
function namedBy(
  description: ServiceDescription | undefined,
  method: string,
  given: Readonly<Record<string, string | number>>,
): Record<string, string> {
  const texts = Object.entries(given).map(([name, value]) => [name, String(value)] as const);
  const names = description?.parameters[method];
  if (!names) return Object.fromEntries(texts);
  // One service has ispId, another ispID.
  const valueOf = (name: string) => texts.find(([own]) => own.toLowerCase() === name.toLowerCase());
  const named = names.flatMap((name) => {
    const found = valueOf(name);
    return found ? [[name, found[1]] as const] : [];
  });
  // A method whose description lacks a parameter is called by the interface's text.
  return named.length === texts.length ? Object.fromEntries(named) : Object.fromEntries(texts);
}

async function readWsdl(
  address: string,
  config: BureauConfig,
  ports: ClientPorts,
): Promise<ServiceDescription | undefined> {
  const answer = await exchange(new Request(address), config, ports);
  return answer.kind === 'text' && answer.status === 200 ? readDescription(answer.text) : undefined;
}

type Exchanged = { readonly kind: 'text'; readonly status: number; readonly text: string } | Unanswered;

/** Sends a request, and reads an answer of bounded size. It follows no redirect: the account's password is in the request. */
async function exchange(request: Request, { timeoutMs }: BureauConfig, ports: ClientPorts): Promise<Exchanged> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await ports.fetch(new Request(request, { redirect: 'manual', signal }));
    const bytes = await boundedBody(response, limits.bureau.answerBytes);
    if (!bytes) return { kind: 'unknown', why: `an answer of more than ${limits.bureau.answerBytes} bytes` };
    const text = decoded(bytes, response.headers.get('Content-Type') ?? '');
    return text === undefined
      ? { kind: 'unknown', why: 'an answer that is not in its character set' }
      : { kind: 'text', status: response.status, text };
  } catch (error) {
    return { kind: isUnsent(error) ? 'unsent' : 'unknown', why: reasonOf(error) };
  }
}

/** @returns undefined where there is more */
async function boundedBody(response: Response, most: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    length += part.value.length;
    if (length > most) {
      await reader!.cancel();
      return undefined;
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** By the character set that the header names, or else the XML declaration. @returns undefined where it is another one */
function decoded(bytes: Uint8Array, contentType: string): string | undefined {
  const declaration = new TextDecoder('latin1').decode(bytes.subarray(0, 100));
  const declared = /charset="?([\w-]+)/i.exec(contentType) ?? /^<\?xml[^>]*encoding=["']([\w-]+)/.exec(declaration);
  try {
    return /^gb/i.test(declared?.[1] ?? '')
      ? decodeGbk(bytes)
      : new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Codes of connections that were never made. A host that gives none leaves the outcome unknown. */
const unmade = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

const isUnsent = (error: unknown): boolean => {
  const code = error instanceof Error ? (error.cause as { readonly code?: unknown } | undefined)?.code : undefined;
  return unmade.some((each) => each === code);
};

/** Without the message, in which a host may write the address. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no answer';
  return error.name === 'TimeoutError' || error.name === 'AbortError' ? 'no answer in time' : 'the line broke';
};

/** The ZIP of a file: decrypted where the account has a key, and with the hash that came with it. */
function zipOf(
  { content, hash, isEncrypted }: ReplyFile,
  { encryption }: BureauConfig,
): { zip: Uint8Array } | { why: string } {
  const bytes = fromFoldedBase64(content);
  if (!bytes) return { why: 'the file is not base64' };
  if (isEncrypted && !encryption) return { why: 'the file is encrypted, and the account has no key' };
  // Anybody on the way could have written it.
  if (encryption && !isEncrypted) return { why: 'the file is not encrypted, although the account has a key' };
  let zip = bytes;
  if (encryption) {
    try {
      zip = decrypted(bytes, encryption);
    } catch {
      return { why: 'the file cannot be decrypted' };
    }
  }
  return hashOf(zip) === hash ? { zip } : { why: 'the hash does not fit the file' };
}

function xmlOf(file: ReplyFile, config: BureauConfig): Downloaded | { why: string } {
  const found = zipOf(file, config);
  if ('why' in found) return found;
  try {
    return { fileName: file.name, xml: unzipXml(found.zip, limits.bureau.downloadBytes) };
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return { why: error.message };
  }
}
