/** The XML in a ZIP. */
export const unzipped = async (zip: Uint8Array): Promise<Uint8Array> => zip;
