/** A caller of the simulated bureau that can be as wrong as a test wants, which the real client cannot. */
import { zipSync } from 'fflate';
import { base64, fromBase64 } from '#protocol/base64.ts';
import { decodeGbk } from '../../../../worker/bureau/gbk.ts';
import { decrypted, encrypted, hashOf, passwordHash } from '../../../../worker/bureau/v3/envelope.ts';
import { readReply } from '../../../../worker/bureau/v3/soap.ts';
import { unzipXml } from '../../../../worker/bureau/v3/zip.ts';
import { parseXml, type XmlElement } from '../../../../worker/bureau/xml.ts';
import { childOf, childrenOf, textIn } from '../../../../worker/bureau/xml-content.ts';
import { sandboxBureau } from '../../../../worker/sandbox/bureau/account.ts';
import { bureauSimulation } from '../../../../worker/sandbox/bureau/simulation.ts';
import type { SwitchChange } from '../../../../worker/sandbox/bureau/switch.ts';
import { memoryRows } from '../../../contract/memory-rows.ts';

export const origin = 'http://localhost:8787';
const randVal = 'abcdefghijABCDEFGHIJ';

export type Fields = Readonly<Record<string, string | number | undefined>>;

export interface Reply {
  readonly code: number;
  readonly root: XmlElement;
}

export const zipOf = (xml: Uint8Array, ...more: readonly string[]): Uint8Array =>
  zipSync({ 'beianinfo.xml': xml, ...Object.fromEntries(more.map((name) => [name, xml])) });

/** Credentials as the interface wants them. */
const caller = {
  ispId: sandboxBureau.ispId,
  userName: sandboxBureau.userName,
  randVal,
  pwdHash: passwordHash(sandboxBureau.password, randVal, 'raw'),
  hashAlgorithm: 0,
};

export function bureauClient(startMs = Date.parse('2026-11-30T00:00:00Z')) {
  let nowMs = startMs;
  const rows = memoryRows();
  const app = bureauSimulation(rows, {
    now: () => nowMs,
    pause: async () => {},
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });

  const post = async (method: string, fields: Fields): Promise<Response> => {
    const service =
      method === 'isp_querybeianstatus' ? 'BeianStatusWebService/queryBeianStatus' : 'ISPWebService/upDownLoad';
    const parameters = Object.entries({ ...caller, ...fields })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('');
    return app.request(`${origin}/sandbox/bureau/${service}`, {
      method: 'POST',
      body: `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><q:${method} xmlns:q="urn:x">${parameters}</q:${method}></s:Body></s:Envelope>`,
    });
  };
  const call = async (method: string, fields: Fields = {}): Promise<Reply> => {
    const text = await (await post(method, fields)).text();
    const root = parseXml(readReply(text, method)!);
    return { code: Number(textIn(root, 'msg_code')), root };
  };
  const uploadFields = (sequence: number, zip: Uint8Array): Fields => ({
    beianInfo: base64(encrypted(zip, sandboxBureau.encryption)),
    beianInfoHash: hashOf(zip),
    dataSequence: sequence,
    encryptAlgorithm: 1,
    compressionFormat: 0,
  });

  return {
    rows,
    app,
    post,
    call,
    uploadFields,
    pass: (ms: number) => void (nowMs += ms),
    now: () => nowMs,

    upload: (sequence: number, xml: Uint8Array, wrong: Fields = {}) =>
      call('isp_upload', { ...uploadFields(sequence, zipOf(xml)), ...wrong }),

    /** The next file, without acknowledging it. */
    async download(): Promise<{ code: number; name: string; root: XmlElement; xml: Uint8Array } | undefined> {
      const { code, root } = await call('isp_download');
      const file = childOf(root, 'fileInfos');
      if (!file) return undefined;
      const zip = decrypted(fromBase64(textIn(file, 'beianInfo'))!, sandboxBureau.encryption);
      if (hashOf(zip) !== textIn(file, 'beianInfoHash')) throw new Error('the hash does not fit');
      const xml = unzipXml(zip, 50_000_000);
      return { code, name: textIn(file, 'return_FileName'), root: parseXml(decodeGbk(xml)), xml };
    },

    acknowledge: (fileName: string) => call('isp_downloadack', { fileName }),

    /** All files that wait, acknowledged. */
    async downloadAll(): Promise<{ root: XmlElement; xml: Uint8Array }[]> {
      const files = [];
      for (let file = await this.download(); file; file = await this.download()) {
        files.push(file);
        await this.acknowledge(file.name);
      }
      return files;
    },

    async turn(change: Partial<SwitchChange>): Promise<Response> {
      return app.request(`${origin}/sandbox/bureau/switch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(change),
      });
    },

    /** Answers every open message. */
    async answerAll(): Promise<void> {
      const open = rows.run<{ code: string; document: string }>(
        'select code, document from messages where answered_ms is null',
      );
      for (const { code, document } of open) {
        const body = new URLSearchParams({ code, lastSix: document.slice(-6) });
        await app.request(`${origin}/sandbox/sms/`, { method: 'POST', body });
      }
    },
  };
}

/** Codes of the technical results in files, with what they are about. */
export const resultsOf = (files: readonly { readonly root: XmlElement }[]): { mark: string; codes: number[] }[] =>
  files.flatMap(({ root }) =>
    childrenOf(childOf(childOf(root, 'ICP'), 'BAJG'), 'Jg_xx').map((result) => ({
      mark: textIn(result, 'Bs'),
      codes: childrenOf(result, 'Jgxx').map((own) => Number(textIn(own, 'Jgdm'))),
    })),
  );

export const opinionsOf = (files: readonly { readonly root: XmlElement }[]) =>
  files.flatMap(({ root }) =>
    childrenOf(childOf(childOf(childOf(root, 'ICP'), 'BAJG'), 'GJSHS'), 'Gjsh').map((own) => ({
      about: textIn(own, 'Jlid'),
      accepted: textIn(own, 'Shjg') === '1',
    })),
  );

export const filingsOf = (files: readonly { readonly root: XmlElement }[]): XmlElement[] =>
  files.flatMap(({ root }) => childrenOf(childOf(childOf(root, 'ICP'), 'BASJ'), 'Baxx'));
