/** A bureau's system that keeps books: what it took, in which order, and what it gave. It fails when it is told to. */
import { base64url } from 'jose';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { Bureau, BureauAnswer } from '../../../../../worker/bureau/bureau.ts';
import { decodeGbk, encodeGbk } from '../../../../../worker/bureau/gbk.ts';
import { unzipXml } from '../../../../../worker/bureau/v3/zip.ts';
import { element, leaf, maybeLeaf, parseXml, printXml, type XmlElement } from '../../../../../worker/bureau/xml.ts';

/** `lost-before`: the call does not arrive whole. `lost-after`: it takes effect, and the answer is lost. A number: a code. */
export type Fault = 'unsent' | 'lost-before' | 'lost-after' | number;

export type Call = 'upload' | 'previousUpload' | 'download' | 'acknowledge';

export interface TakenFile {
  readonly sequence: number;
  readonly digest: string;
  /** IspZtid of its records. */
  readonly organisers: readonly number[];
}

export class BookedBureau implements Bureau {
  readonly taken: TakenFile[] = [];
  /** Files that wait for their acknowledgement. */
  readonly waiting: { readonly fileName: string; readonly xml: Uint8Array }[] = [];
  readonly calls: Call[] = [];
  mostZipBytes = 12_500_000;
  expected = 1;
  /** Asked at each call. */
  fault: (call: Call) => Fault | undefined = () => undefined;
  #files = 0;

  /** Fails the next calls of this kind so, one after another. */
  failNext(call: Call, ...faults: readonly Fault[]): void {
    const left = [...faults];
    this.fault = (each) => (each === call ? left.shift() : undefined);
  }

  upload({ sequence, zip }: Parameters<Bureau['upload']>[0]): ReturnType<Bureau['upload']> {
    return this.#call('upload', async () => {
      if (sequence !== this.expected) return { ...answered(14), expected: [this.expected] };
      const xml = parseXml(decodeGbk(unzipXml(zip, 100_000_000)));
      this.taken.push({ sequence, digest: digestOf(zip), organisers: organisersOf(xml) });
      this.expected += 1;
      return answered(0);
    });
  }

  previousUpload(): ReturnType<Bureau['previousUpload']> {
    return this.#call('previousUpload', async () => {
      const last = this.taken.at(-1);
      return last ? { ...answered(0), value: { sequence: last.sequence, digest: last.digest } } : answered(2);
    });
  }

  download(): ReturnType<Bureau['download']> {
    return this.#call('download', async () => {
      const [next] = this.waiting;
      return next ? { ...answered(this.waiting.length > 1 ? 3 : 1), value: next } : answered(2);
    });
  }

  acknowledge(fileName: string): ReturnType<Bureau['acknowledge']> {
    return this.#call('acknowledge', async () => {
      const place = this.waiting.findIndex((file) => file.fileName === fileName);
      if (place < 0) return answered(21);
      this.waiting.splice(place, 1);
      return answered(0);
    });
  }

  async status(): ReturnType<Bureau['status']> {
    return { ...answered(0), value: { filed: false } };
  }

  /** Forgets its last files, as a restored database does. */
  forget(files: number): void {
    this.taken.splice(this.taken.length - files);
    this.expected = (this.taken.at(-1)?.sequence ?? 0) + 1;
  }

  /** Puts a file with this content for download. */
  give(...content: readonly XmlElement[]): void {
    this.giveBytes(encodeGbk(printXml({ name: 'DownloadData', attributes: { version: 'V.3.0' }, children: content })));
  }

  giveBytes(xml: Uint8Array): void {
    this.#files += 1;
    this.waiting.push({ fileName: `down${this.#files}.zip`, xml });
  }

  async #call<Answer extends BureauAnswer<unknown>>(
    call: Call,
    act: () => Promise<Answer>,
  ): Promise<Answer | Exclude<BureauAnswer<never>, { kind: 'answered' }> | ReturnType<typeof answered>> {
    this.calls.push(call);
    const fault = this.fault(call);
    if (fault === 'unsent') return { kind: 'unsent', why: 'no connection' };
    if (fault === 'lost-before') return { kind: 'unknown', why: '<html>' };
    if (typeof fault === 'number') return answered(fault);
    const answer = await act();
    return fault === 'lost-after' ? { kind: 'unknown', why: 'time-out' } : answer;
  }
}

const answered = (code: number) => ({ kind: 'answered', code, text: `code ${code}` }) as const;

export const digestOf = (bytes: Uint8Array): string => base64url.encode(sha256(bytes));

const elements = ({ children }: XmlElement): XmlElement[] => children.filter((child) => typeof child !== 'string');

/** All elements of this name, at any depth. */
export const allOf = (root: XmlElement, name: string): XmlElement[] =>
  elements(root).flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);

const organisersOf = (upload: XmlElement): number[] =>
  allOf(upload, 'IspZtid').map(({ children }) => Number(children[0]));

/** 备案结果 of new filings, with an official's opinion. */
export const resultFor = (organiser: number, code = 1001): XmlElement =>
  element(
    'ICP',
    element(
      'BAJG',
      element(
        'Jg_xx',
        element('Jgxx', leaf('Jgdm', code), leaf('Dmms', `结果 ${code}`)),
        leaf('Czlx', 1),
        leaf('Bs', organiser),
      ),
      element(
        'GJSHS',
        element(
          'Gjsh',
          leaf('Shsj', '2026-12-01 10:00:00'),
          leaf('Shyj', code === 1001 ? '同意' : '请补正'),
          leaf('Shjg', code === 1001 ? 1 : 0),
          leaf('Czlx', 1),
          leaf('Jlid', organiser),
        ),
      ),
    ),
  );

/** 备案数据: what was numbered. */
export const filingFor = (organiser: number, service: number, filingNumber?: string): XmlElement =>
  element(
    'ICP',
    element(
      'BASJ',
      element(
        'Baxx',
        element('Zt_xx', leaf('IspZtid', organiser), leaf('Ztid', 7_000 + organiser), maybeLeaf('Baxh', filingNumber)),
        element('Wz_xx', leaf('IspWzid', service), leaf('Wzid', 8_000 + service), maybeLeaf('Baxh', filingNumber)),
      ),
    ),
  );
