/** SOAP and the replies of interface V3.0: what is read, and what is not. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../assess/synthetic/random.ts';
import { readMethodReply } from '../../../../../worker/bureau/v3/reply.ts';
import {
  callText,
  faultText,
  readCall,
  readDescription,
  readReply,
  replyText,
} from '../../../../../worker/bureau/v3/soap.ts';

const style = { namespace: 'http://bureau.example/', isQualified: false };
const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
const enveloped = (body: string, namespace = soap) =>
  `<s:Envelope xmlns:s="${namespace}"><s:Body>${body}</s:Body></s:Envelope>`;

describe('a call', () => {
  it.each([true, false])('comes back equal, names qualified: %s', (isQualified) => {
    const random = createRandom(7);
    for (let n = 0; n < 50; n += 1) {
      const value = Array.from({ length: 30 }, () => String.fromCodePoint(0x20 + Math.floor(random() * 0x5fff))).join(
        '',
      );
      const call = { method: 'isp_upload', parameters: { userName: value, pwdHash: '<&>"]]>' } };
      expect(readCall(callText(call, { ...style, isQualified }))).toEqual(call);
    }
  });

  it.each(['', '<html/>', '{"a":1}', enveloped(''), enveloped('<a/><b/>')])('is not %j', (text) => {
    expect(readCall(text)).toBeUndefined();
  });
});

describe('a reply', () => {
  const returned = '<?xml version="1.0" encoding="GBK"?>\n<return version="V.3.0"><msg>a &amp; b</msg></return>';

  it('comes back equal', () => {
    expect(readReply(replyText('isp_upload', style.namespace, returned), 'isp_upload')).toBe(returned);
  });

  it.each([
    ['as CDATA', `<m:xResponse xmlns:m="u"><return><![CDATA[${returned}]]></return></m:xResponse>`],
    [
      'under another name',
      `<xResponse xmlns="u"><m:xReturn xmlns:m="v" t:type="string" xmlns:t="w">${returned
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')}</m:xReturn></xResponse>`,
    ],
  ])('is read %s', (_, body) => {
    expect(readReply(enveloped(body), 'x')).toBe(returned);
  });

  it.each([
    ['a fault', faultText('no')],
    ['a page', '<!DOCTYPE html><html><body>502</body></html>'],
    ['the first half', replyText('x', 'u', returned).slice(0, 150)],
    ['of another method', replyText('y', 'u', returned)],
    ['two values', enveloped('<xResponse><return>1</return><return>2</return></xResponse>')],
    ['no value', enveloped('<xResponse/>')],
    ['two answers', enveloped('<xResponse><return>1</return></xResponse><xResponse><return>1</return></xResponse>')],
    ['an envelope of something else', enveloped('<xResponse><return>1</return></xResponse>', 'urn:other')],
    ['one that loads entities', `<!DOCTYPE a [<!ENTITY b "c">]>${replyText('x', 'u', returned)}`],
  ])('is not %s', (_, text) => {
    expect(readReply(text, 'x')).toBeUndefined();
  });

  it('with a tag of very many blanks is refused at once', () => {
    expect(readReply(`<a${' '.repeat(2_000_000)}`, 'x')).toBeUndefined();
  });
});

describe('a method’s reply', () => {
  const file = (more = '', encryption = '1') =>
    `<fileInfos><hashAlgorithm>0</hashAlgorithm><compressionFormat>0</compressionFormat><encryptAlgorithm>${encryption}</encryptAlgorithm>${more}` +
    '<return_FileName>down.zip</return_FileName><beianInfo>AAAA</beianInfo><beianInfoHash>BBBB</beianInfoHash></fileInfos>';
  const reply = (more = '', code: number | string = 0) =>
    `<return version="V.3.0"><msg_code>${code}</msg_code><msg>操作成功</msg>${more}</return>`;

  it('has a code and words, which the schema wants to have 256 characters and servers do not', () => {
    expect(readMethodReply(reply())).toEqual({ code: 0, text: '操作成功', expected: [] });
    expect(readMethodReply(reply().replace(' version="V.3.0"', ''))).toMatchObject({ code: 0 });
    expect(readMethodReply(reply().replace('操作成功', 'x'.repeat(1_000)))?.text).toHaveLength(256);
  });

  it('has the sequences that are expected', () => {
    const more = '<dataSequences><dataSequence>3</dataSequence><dataSequence>4</dataSequence></dataSequences>';
    expect(readMethodReply(reply(more, 14))).toMatchObject({ code: 14, expected: [3, 4] });
  });

  it('has a file, with a sequence if it is the last upload', () => {
    const plain = { name: 'down.zip', isEncrypted: true, content: 'AAAA', hash: 'BBBB' };
    expect(readMethodReply(reply(file()))?.file).toEqual(plain);
    const previous = readMethodReply(reply(file('<dataSequence>9</dataSequence>', '0')));
    expect(previous?.file).toEqual({ ...plain, isEncrypted: false, sequence: 9 });
  });

  it('has the state of a filing', () => {
    const more =
      '<StatusInfo><Cxtjlx>0</Cxtjlx><Cxtj>a.example</Cxtj><Wzmc>站</Wzmc><Ztbah>京ICP备1号</Ztbah><Wzbah>京ICP备1号-1</Wzbah><Bazt>0</Bazt></StatusInfo>';
    expect(readMethodReply(reply(more))?.status).toEqual({
      filed: true,
      siteName: '站',
      organiserNumber: '京ICP备1号',
      serviceNumber: '京ICP备1号-1',
    });
  });

  it.each([
    ['', 'nothing'],
    ['<html/>', 'a page'],
    [reply('', 1000), 'a code above 999'],
    [reply('', -1), 'a code below 0'],
    [reply('', 'x'), 'a code that is no number'],
    [reply().replace('<msg_code>0</msg_code>', ''), 'no code'],
    [reply().replace('<msg_code>', '<msg_code>0</msg_code><msg_code>'), 'two codes'],
    [reply('<other/>'), 'an element that the schema does not have'],
    [reply('<dataSequences><dataSequence>x</dataSequence></dataSequences>', 14), 'a sequence that is no number'],
    [reply('<dataSequences/>', 14), 'no sequence'],
    [reply(file().replace('<hashAlgorithm>0<', '<hashAlgorithm>1<')), 'another hash'],
    [reply(file().replace('<compressionFormat>0<', '<compressionFormat>1<')), 'another compression'],
    [reply(file('', '2')), 'another encryption'],
    [reply(file().replace('down.zip', '')), 'a file without a name'],
    [reply(file().replace('AAAA', '')), 'a file without content'],
    [reply(file().replace('<beianInfoHash>BBBB</beianInfoHash>', '')), 'a file without a hash'],
    [reply('<StatusInfo><Cxtjlx>0</Cxtjlx><Cxtj>a.example</Cxtj><Bazt>2</Bazt></StatusInfo>'), 'an unknown state'],
  ])('is not %j (%s)', (text) => {
    expect(readMethodReply(text)).toBeUndefined();
  });
});

describe('a description', () => {
  const wsdl = (types: string, part: string, qualified = '') =>
    `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="u" targetNamespace="u"><wsdl:types><xs:schema xmlns:xs="x"${qualified}>${types}</xs:schema></wsdl:types><wsdl:message name="m">${part}</wsdl:message></wsdl:definitions>`;
  const content = '<xs:sequence><xs:element name="ispID"/><xs:element name="userName"/></xs:sequence>';
  const parameters = { m: ['ispID', 'userName'] };

  it.each([
    ['in the element', `<xs:element name="m"><xs:complexType>${content}</xs:complexType></xs:element>`],
    ['under a name', `<xs:element name="m" type="tns:t"/><xs:complexType name="t">${content}</xs:complexType>`],
  ])('has the names of a wrapped type %s', (_, types) => {
    const part = '<wsdl:part name="parameters" element="tns:m"/>';
    expect(readDescription(wsdl(types, part))).toEqual({ namespace: 'u', isQualified: false, parameters });
    expect(readDescription(wsdl(types, part, ' elementFormDefault="qualified"'))?.isQualified).toBe(true);
  });

  it('has the names of the parts in RPC style', () => {
    const parts = '<wsdl:part name="ispID" type="xs:long"/><wsdl:part name="userName" type="xs:string"/>';
    expect(readDescription(wsdl('', parts))).toMatchObject({ parameters });
    expect(readDescription(wsdl('', parts).replace('"m"', '"mRequest"'))).toMatchObject({ parameters });
  });

  it.each(['', '<html/>', '<definitions/>', '<definitions targetNamespace="u"/>'])('is not %j', (text) => {
    expect(readDescription(text)).toBeUndefined();
  });
});
