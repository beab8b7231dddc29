/** The methods of the interface, and the faults that the switch makes them show. */
import type { Rows } from '../../retention/rows.ts';
import type { Random } from '../../trust/random.ts';
import { encrypted, hashOf } from '../../bureau/v3/envelope.ts';
import { faultText, replyText, type SoapCall } from '../../bureau/v3/soap.ts';
import { zipXml } from '../../bureau/v3/zip.ts';
import { printXml, type XmlElement } from '../../bureau/xml.ts';
import { sandboxBureau } from './account.ts';
import { brokenOff, webPage } from './broken.ts';
import { callerRefusal, type Parameters } from './caller.ts';
import { acknowledge, downloadEntry, giveAgain, nextDownload, queueFirstCodes } from './downloads.ts';
import { meetFault, type Fault, type FaultGroup } from './faults.ts';
import { partsOf } from './parts.ts';
import { expectedSequences, fileInfos, replyOf } from './reply.ts';
import { settle } from './stage.ts';
import { statusInfo } from './status.ts';
import { lastSequence, takeUpload } from './upload.ts';
import { namespaceOf, type ServiceName } from './wsdl.ts';

export interface BureauPorts {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits, where the bureau does not answer. */
  readonly pause: (ms: number) => Promise<void>;
  readonly random: Random;
}

/** How long the bureau is silent: longer than anyone waits. */
const silenceMs = 120_000;

/** What a method does. @param fault a broken file is the method's own matter */
type Method = (rows: Rows, given: Parameters, ports: BureauPorts, fault: Fault | undefined) => XmlElement;

interface MethodRow {
  readonly service: ServiceName;
  readonly group: FaultGroup;
  readonly run: Method;
}

export const methods: ReadonlyMap<string, MethodRow> = new Map<string, MethodRow>([
  ['isp_upload', { service: 'ISPWebService', group: 'upload', run: upload }],
  ['isp_querypreviousupload', { service: 'ISPWebService', group: 'previous', run: previousUpload }],
  ['isp_download', { service: 'ISPWebService', group: 'download', run: download }],
  ['isp_downloadack', { service: 'ISPWebService', group: 'acknowledge', run: downloadAck }],
  ['isp_querybeianstatus', { service: 'BeianStatusWebService', group: 'status', run: beianStatus }],
]);

/** @param service the one that was called; a method of the other one is unknown */
export async function answerCall(
  rows: Rows,
  call: SoapCall | undefined,
  service: ServiceName,
  ports: BureauPorts,
): Promise<Response> {
  const method = call && methods.get(call.method);
  if (!call || method?.service !== service) return xmlResponse(faultText('no such operation'), 500);
  queueFirstCodes(rows, ports.now());
  settle(rows, sandboxBureau.ispId, ports.now());
  const fault = meetFault(rows, method.group);
  if (fault?.does === 'html' || fault?.does === 'html-200') return webPage(fault.does === 'html' ? 502 : 200);
  if (fault?.does === 'hang') return silence(ports);

  const refusal = callerRefusal(call.parameters) ?? (typeof fault?.does === 'number' ? fault.does : undefined);
  const reply = refusal === undefined ? method.run(rows, call.parameters, ports, fault) : replyOf(refusal);
  const text = replyText(call.method, namespaceOf(service), printXml(reply));
  if (fault?.does === 'lost') return silence(ports);
  if (fault?.does === 'cut') return brokenOff(text, new Headers(xmlType));
  return xmlResponse(fault?.does === 'half-reply' ? text.slice(0, text.length / 2) : text);
}

const xmlType = { 'content-type': 'text/xml;charset=utf-8' };

const xmlResponse = (text: string, status = 200): Response => new Response(text, { status, headers: xmlType });

async function silence({ pause }: BureauPorts): Promise<Response> {
  await pause(silenceMs);
  return new Response(null, { status: 504 });
}

function upload(rows: Rows, given: Parameters, { now, random }: BureauPorts): XmlElement {
  const { code, expected } = takeUpload(rows, given, now(), random);
  return replyOf(code, expected && expectedSequences(expected));
}

function previousUpload(rows: Rows): XmlElement {
  const sequence = lastSequence(rows);
  if (sequence === 0) return replyOf(2);
  const zip = partsOf(rows, `upload ${sequence}`);
  const [{ name } = { name: '' }] = rows.run<{ name: string }>('select name from uploads where sequence = ?', sequence);
  const content = encrypted(zip, sandboxBureau.encryption);
  return replyOf(0, fileInfos({ name, content, hash: hashOf(zip), sequence }));
}

const otherKey = { key: 'some-other-key-1', iv: 'some-other-iv-01' };

function download(rows: Rows, _given: Parameters, _ports: BureauPorts, fault: Fault | undefined): XmlElement {
  const next = nextDownload(rows);
  if (!next) return replyOf(2);
  const { name, n } = next.file;
  if (fault?.does === 'twice') giveAgain(rows, n);
  const zip = fileOf(next.zip, fault);
  const content = encrypted(zip, fault?.does === 'wrong-key' ? otherKey : sandboxBureau.encryption);
  const hash = fault?.does === 'wrong-hash' ? hashOf(new Uint8Array(1)) : hashOf(zip);
  return replyOf(next.isLast ? 1 : 3, fileInfos({ name, content, hash }));
}

function fileOf(zip: Uint8Array, fault: Fault | undefined): Uint8Array {
  if (fault?.does === 'half-zip') return zip.slice(0, zip.length / 2);
  if (fault?.does !== 'not-gbk') return zip;
  const notGbk = Uint8Array.of(0xff, 0xff, ...new TextEncoder().encode('<DownloadData version="V.3.0"/>'));
  return zipXml(notGbk, downloadEntry);
}

function downloadAck(rows: Rows, given: Parameters, { now }: BureauPorts): XmlElement {
  const name = given['fileName'] ?? '';
  if (name === '') return replyOf(21);
  return replyOf(acknowledge(rows, name, now()) ? 0 : 999);
}

function beianStatus(rows: Rows, given: Parameters): XmlElement {
  const info = statusInfo(rows, Number(given['queryConditionType']), given['queryCondition'] ?? '');
  return info ? replyOf(0, info) : replyOf(999);
}
