/** The replies of the methods, as the ministry's schemas have them. */
import { base64 } from '#protocol/base64.ts';
import { element, leaf, maybeLeaf, type XmlElement } from '../../bureau/xml.ts';
import { version } from '../../bureau/v3/elements.ts';
import { algorithms } from '../../bureau/v3/envelope.ts';
import { methodText } from './codes.ts';

export const replyOf = (code: number, ...more: readonly (XmlElement | undefined)[]): XmlElement => ({
  name: 'return',
  attributes: { version },
  children: [leaf('msg_code', code), leaf('msg', methodText(code)), ...more.filter((each) => each !== undefined)],
});

export const expectedSequences = (expected: readonly number[]): XmlElement =>
  element('dataSequences', ...expected.map((sequence) => leaf('dataSequence', sequence)));

export interface ReplyFile {
  readonly name: string;
  readonly content: Uint8Array;
  /** Base64 of the ZIP's MD5. */
  readonly hash: string;
  readonly sequence?: number;
}

export const fileInfos = ({ name, content, hash, sequence }: ReplyFile): XmlElement =>
  element(
    'fileInfos',
    leaf('hashAlgorithm', algorithms.hash),
    leaf('compressionFormat', algorithms.compression),
    leaf('encryptAlgorithm', algorithms.encrypted),
    maybeLeaf('dataSequence', sequence),
    leaf('return_FileName', name),
    leaf('beianInfo', base64(content)),
    leaf('beianInfoHash', hash),
  );
