/** The XML that the methods of interface V3.0 return as text. */
import { childOf, childrenOf, textIn, textOf } from '../xml-content.ts';
import { parseXml, type XmlElement } from '../xml.ts';

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

/** @returns undefined unless it is a reply as the schemas have it */
export function readMethodReply(text: string): Reply | undefined {
  let root: XmlElement;
  try {
    root = parseXml(text.trim());
  } catch {
    return undefined;
  }
  const code = wholeNumber(textIn(root, 'msg_code'));
  if (root.name !== 'return' || code === undefined || code > 999) return undefined;
  const expected = childrenOf(childOf(root, 'dataSequences'), 'dataSequence').map((own) => wholeNumber(textOf(own)));
  if (expected.includes(undefined)) return undefined;
  const infos = childOf(root, 'fileInfos');
  const file = infos && fileOf(infos);
  const status = childOf(root, 'StatusInfo');
  if (infos && !file) return undefined;
  return {
    code,
    text: textIn(root, 'msg').slice(0, mostText),
    expected: expected.filter((each) => each !== undefined),
    ...(file && { file }),
    ...(status && { status: statusOf(status) }),
  };
}

function fileOf(infos: XmlElement): ReplyFile | undefined {
  const [hashes, compression, encryption] = ['hashAlgorithm', 'compressionFormat', 'encryptAlgorithm'].map((name) =>
    textIn(infos, name).trim(),
  );
  if (hashes !== '0' || compression !== '0' || (encryption !== '0' && encryption !== '1')) return undefined;
  const sequence = wholeNumber(textIn(infos, 'dataSequence'));
  const name = textIn(infos, 'return_FileName').trim();
  const content = textIn(infos, 'beianInfo');
  if (name === '' || content === '') return undefined;
  return {
    name,
    isEncrypted: encryption === '1',
    ...(sequence !== undefined && { sequence }),
    content,
    hash: textIn(infos, 'beianInfoHash').trim(),
  };
}

function statusOf(info: XmlElement): ReplyStatus {
  const told = (name: string) => textIn(info, name) || undefined;
  const [siteName, organiserNumber, serviceNumber] = ['Wzmc', 'Ztbah', 'Wzbah'].map(told);
  return {
    filed: textIn(info, 'Bazt').trim() === '0',
    ...(siteName !== undefined && { siteName }),
    ...(organiserNumber !== undefined && { organiserNumber }),
    ...(serviceNumber !== undefined && { serviceNumber }),
  };
}

const wholeNumber = (text: string): number | undefined => (/^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined);
