/** The XML that the methods of interface V3.0 return as text. */
import { checkElement, long, many, maybe, one, sequence, text as characters } from '../schema.ts';
import { childOf, childrenOf, textIn, textOf } from '../xml-content.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { algorithms } from './envelope.ts';

export interface Reply {
  /** `msg_code`. */
  readonly code: number;
  /** `msg`. */
  readonly text: string;
  /** `dataSequences`: what the system expects, with code 14. */
  readonly expected: readonly number[];
  readonly file?: ReplyFile;
  readonly status?: ReplyStatus;
}

/** `fileInfos`. */
export interface ReplyFile {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** Of the file of the last upload. */
  readonly sequence?: number;
  /** Base64. */
  readonly content: string;
  readonly hash: string;
}

/** `StatusInfo`. */
export interface ReplyStatus {
  readonly filed: boolean;
  readonly siteName?: string;
  readonly organiserNumber?: string;
  readonly serviceNumber?: string;
}

/** The longest text of a reply that is kept. */
const mostText = 256;

const natural = long(0, Number.MAX_SAFE_INTEGER);

/** The replies of all methods. The schemas give `msg` exactly 256 characters, which no server writes. */
const reply = sequence(
  one('msg_code', long(0, 999)),
  maybe('msg', characters(0)),
  maybe('dataSequences', sequence(many('dataSequence', natural))),
  maybe(
    'fileInfos',
    sequence(
      one('hashAlgorithm', long(algorithms.hash, algorithms.hash)),
      one('compressionFormat', long(algorithms.compression, algorithms.compression)),
      one('encryptAlgorithm', long(algorithms.plain, algorithms.encrypted)),
      maybe('dataSequence', natural),
      one('return_FileName', characters(1)),
      one('beianInfo', characters(1)),
      one('beianInfoHash', characters(1)),
    ),
  ),
  maybe(
    'StatusInfo',
    sequence(
      one('Cxtjlx', long(0, 98)),
      one('Cxtj', characters(0)),
      maybe('Wzmc', characters(0)),
      maybe('Ztbah', characters(0)),
      maybe('Wzbah', characters(0)),
      one('Bazt', long(0, 1)),
    ),
  ),
);

/** @returns undefined unless it is a reply as the schemas have it; its attributes do not matter */
export function readMethodReply(text: string): Reply | undefined {
  let root: XmlElement;
  try {
    root = parseXml(text.trim());
  } catch {
    return undefined;
  }
  if (root.name !== 'return' || checkElement({ ...root, attributes: {} }, reply).length > 0) return undefined;
  const infos = childOf(root, 'fileInfos');
  const status = childOf(root, 'StatusInfo');
  return {
    code: Number(textIn(root, 'msg_code')),
    text: textIn(root, 'msg').slice(0, mostText),
    expected: childrenOf(childOf(root, 'dataSequences'), 'dataSequence').map((own) => Number(textOf(own))),
    ...(infos && { file: fileOf(infos) }),
    ...(status && { status: statusOf(status) }),
  };
}

function fileOf(infos: XmlElement): ReplyFile {
  const sequenceText = textIn(infos, 'dataSequence');
  return {
    name: textIn(infos, 'return_FileName').trim(),
    isEncrypted: Number(textIn(infos, 'encryptAlgorithm')) === algorithms.encrypted,
    ...(sequenceText !== '' && { sequence: Number(sequenceText) }),
    content: textIn(infos, 'beianInfo'),
    hash: textIn(infos, 'beianInfoHash').trim(),
  };
}

function statusOf(info: XmlElement): ReplyStatus {
  const told = (name: string) => textIn(info, name) || undefined;
  const [siteName, organiserNumber, serviceNumber] = ['Wzmc', 'Ztbah', 'Wzbah'].map(told);
  return {
    filed: textIn(info, 'Bazt') === '0',
    ...(siteName !== undefined && { siteName }),
    ...(organiserNumber !== undefined && { organiserNumber }),
    ...(serviceNumber !== undefined && { serviceNumber }),
  };
}
