export const zipXml = (xml: Uint8Array): Uint8Array => xml.slice();
