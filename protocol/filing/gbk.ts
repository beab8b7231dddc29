/**
 * Which characters GBK has, and how many bytes a text takes in it. Outside are the private-use area, the euro sign and
 * the ideographs that GB 18030 later put in its place: their encoding differs from one system to the next.
 */

/** The code points of two bytes, in hexadecimal, as ranges. gbk.test.ts compares them with the runtime's decoder. */
const twoBytes = `
a4 a7-a8 b0-b1 b7 d7 e0-e1 e8-ea ec-ed f2-f3 f7 f9-fa fc 101 113 11b 12b 144 148 14d 16b 1ce 1d0 1d2 1d4 1d6
1d8 1da 1dc 251 261 2c7 2c9-2cb 2d9 391-3a1 3a3-3a9 3b1-3c1 3c3-3c9 401 410-44f 451 2010 2013-2016 2018-2019
201c-201d 2025-2026 2030 2032-2033 2035 203b 2103 2105 2109 2116 2121 2160-216b 2170-2179 2190-2193 2196-2199
2208 220f 2211 2215 221a 221d-2220 2223 2225 2227-222b 222e 2234-2237 223d 2248 224c 2252 2260-2261 2264-2267
226e-226f 2295 2299 22a5 22bf 2312 2460-2469 2474-249b 2500-254b 2550-2573 2581-258f 2593-2595 25a0-25a1
25b2-25b3 25bc-25bd 25c6-25c7 25cb 25ce-25cf 25e2-25e5 2605-2606 2609 2640 2642 3000-3003 3005-3017 301d-301e
3021-3029 3041-3093 309b-309e 30a1-30f6 30fc-30fe 3105-3129 3220-3229 3231 32a3 338e-338f 339c-339e 33a1 33c4
33ce 33d1-33d2 33d5 4e00-9fa5 f92c f979 f995 f9e7 f9f1 fa0c-fa0f fa11 fa13-fa14 fa18 fa1f-fa21 fa23-fa24
fa27-fa29 fe30-fe31 fe33-fe44 fe49-fe52 fe54-fe57 fe59-fe66 fe68-fe6b ff01-ff5e ffe0-ffe5
`;

/** 1 at every code point of the first plane that GBK has. */
const repertoire = new Uint8Array(0x10000).fill(1, 0, 0x80);
for (const range of twoBytes.trim().split(/\s+/)) {
  const [first, last = first] = range.split('-');
  repertoire.fill(1, Number.parseInt(first!, 16), Number.parseInt(last!, 16) + 1);
}

/** @param codePoint a Unicode code point */
export const isGbk = (codePoint: number): boolean => repertoire[codePoint] === 1;

/** The characters of a text that GBK does not have, each once. */
export function outsideGbk(text: string): string[] {
  const outside = new Set<string>();
  for (const character of text) {
    if (!isGbk(character.codePointAt(0)!)) outside.add(character);
  }
  return [...outside];
}

/** Bytes of a text in GBK; a character that GBK does not have counts 4, as in GB 18030, which continues GBK. */
export function gbkLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint < 0x80) length += 1;
    else length += isGbk(codePoint) ? 2 : 4;
  }
  return length;
}
