/** The ZIP of interface V3.0: one file, the XML. */
import { unzipSync, zipSync } from 'fflate';

/** The provider's file in an upload. */
export const uploadEntry = 'beianinfo.xml';

/** The time that is written into every ZIP, so that the same XML always gives the same bytes. ZIP has none before 1980. */
const writtenAt = new Date(1980, 0, 1);

/** @param name of the file in it */
export const zipXml = (xml: Uint8Array, name: string = uploadEntry): Uint8Array =>
  zipSync({ [name]: xml }, { mtime: writtenAt });

/** What a ZIP cannot be read for. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

/** @param mostBytes of the XML @throws ZipError unless it is a ZIP with one file of at most so many bytes */
export function unzipXml(zip: Uint8Array, mostBytes: number): Uint8Array {
  let entries = 0;
  let declared = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/')) return false;
        entries += 1;
        declared = originalSize;
        // The size is checked before anything is unpacked. fflate writes no more than was declared.
        return entries === 1 && originalSize <= mostBytes;
      },
    });
  } catch {
    throw new ZipError('no ZIP');
  }
  if (entries !== 1) throw new ZipError(`${entries} files in the ZIP, expected 1`);
  if (declared > mostBytes) throw new ZipError(`more than ${mostBytes} bytes in the ZIP`);
  const [xml] = Object.values(files);
  if (!xml) throw new ZipError('nothing in the ZIP');
  return xml;
}
