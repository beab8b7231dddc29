/** `isp_upload`: the checks that the caller gets the result of at once, and what is kept of a file that is taken. */
import { sha256 } from '@noble/hashes/sha2.js';
import { unzipSync } from 'fflate';
import { base64url } from 'jose';
import { fromBase64 } from '#protocol/base64.ts';
import { limits } from '#protocol/limits.ts';
import type { Rows } from '../../retention/rows.ts';
import type { Random } from '../../trust/random.ts';
import { decodeGbk } from '../../bureau/gbk.ts';
import { checkUpload, version } from '../../bureau/v3/elements.ts';
import { decrypted, hashOf } from '../../bureau/v3/envelope.ts';
import { parseXml, type XmlElement } from '../../bureau/xml.ts';
import { childOf, textIn } from '../../bureau/xml-content.ts';
import { sandboxBureau } from './account.ts';
import type { Parameters } from './caller.ts';
import { queueDownload } from './downloads.ts';
import { entriesOf } from './entry.ts';
import { keepParts } from './parts.ts';
import { answerFile, fileResult } from './results.ts';
import { takeEntries } from './stage.ts';
import { nextNumber } from './tables.ts';

export interface Taken {
  readonly code: number;
  /** With code 14: the sequences that are missing. */
  readonly expected?: readonly number[];
}

export function takeUpload(rows: Rows, given: Parameters, nowMs: number, random: Random): Taken {
  const opened = open(given);
  if (typeof opened === 'number') return { code: opened };
  const sequence = Number(given['dataSequence']);
  const digest = base64url.encode(sha256(opened.zip));
  const expected = lastSequence(rows) + 1;
  if (sequence !== expected) {
    countRepetition(rows, sequence, digest);
    return { code: 14, expected: sequence > expected ? range(expected, sequence - 1) : [expected] };
  }
  rows.atomic(() => keep(rows, { sequence, digest, ...opened }, nowMs, random));
  return { code: 0 };
}

/** The most missing sequences that one answer names. */
const mostNamed = 100;

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.min(to - from + 1, mostNamed) }, (_, n) => from + n);

export const lastSequence = (rows: Rows): number =>
  rows.run<{ last: number | null }>('select max(sequence) as last from uploads')[0]?.last ?? 0;

interface Opened {
  readonly zip: Uint8Array;
  readonly xml: Uint8Array;
}

/** @returns the code of the refusal where the file cannot be read */
function open(given: Parameters): Opened | number {
  const { encryptAlgorithm, hashAlgorithm, compressionFormat } = given;
  if (encryptAlgorithm !== '0' && encryptAlgorithm !== '1') return 9;
  if (hashAlgorithm !== '0') return 10;
  if (compressionFormat !== '0') return 11;
  const sent = fromBase64(given['beianInfo'] ?? '');
  if (!sent || sent.length === 0) return 999;
  const zip = encryptAlgorithm === '0' ? sent : attempted(() => decrypted(sent, sandboxBureau.encryption));
  if (!zip) return 6;
  if (hashOf(zip) !== given['beianInfoHash']) return 7;
  const xml = unpacked(zip);
  return typeof xml === 'number' ? xml : { zip, xml };
}

/** @returns the code of the refusal for anything but a ZIP with one file */
function unpacked(zip: Uint8Array): Uint8Array | number {
  let [count, isTooLarge] = [0, false];
  const filter = ({ originalSize }: { originalSize: number }) => {
    count += 1;
    isTooLarge ||= originalSize > limits.filing.uploadBytes;
    return count === 1 && !isTooLarge;
  };
  const files = attempted(() => Object.values(unzipSync(zip, { filter })));
  if (!files) return 8;
  if (count !== 1) return 17;
  return isTooLarge ? 18 : files[0]!;
}

function attempted<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function countRepetition(rows: Rows, sequence: number, digest: string): void {
  const [known] = rows.run<{ digest: string }>('select digest from uploads where sequence = ?', sequence);
  if (known) nextNumber(rows, known.digest === digest ? 'repeated uploads' : 'overwriting uploads');
}

interface Arrived extends Opened {
  readonly sequence: number;
  readonly digest: string;
}

/** A file is taken whatever its XML says: what is wrong with it is told by a download. */
function keep(rows: Rows, { sequence, digest, zip, xml }: Arrived, nowMs: number, random: Random): void {
  const name = `up${String(sequence).padStart(8, '0')}.zip`;
  const read = readUpload(xml);
  rows.run(
    'insert into uploads (sequence, name, at_ms, digest, bytes, fault) values (?, ?, ?, ?, ?, ?)',
    sequence,
    name,
    nowMs,
    digest,
    xml.length,
    typeof read === 'number' ? read : null,
  );
  keepParts(rows, `upload ${sequence}`, zip);
  if (typeof read === 'number') {
    queueDownload(rows, 'check', answerFile({ results: [fileResult(read, name)] }), 1, nowMs);
  } else {
    takeEntries(rows, sequence, entriesOf(read), nowMs, random);
  }
}

/** @returns the code of what is wrong with the whole file */
function readUpload(xml: Uint8Array): XmlElement | number {
  const root = attempted(() => parseXml(decodeGbk(xml)));
  if (!root) return 5001;
  if (root.name === 'UploadData' && root.attributes['version'] !== version) return 5004;
  const { uploadRecords } = limits.filing;
  if (checkUpload(root).length > 0 || entriesOf(root).length > uploadRecords) return 5001;
  return textIn(childOf(root, 'ICP'), 'Qqdwid') === String(sandboxBureau.providerId) ? root : 5003;
}
