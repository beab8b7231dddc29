/** Types of punycode's ES module, by `paths` in tsconfig.base.json. The bare name would be a module of Node. */

/** @throws RangeError where a label does not decode */
export function toUnicode(domain: string): string;
/** @throws RangeError where a label does not encode */
export function toASCII(domain: string): string;
