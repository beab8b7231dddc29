/** What a host gives to the room: the font, and the programs that draw. */
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import type { Font } from './font/font.ts';
import type { Drawing } from './picture/drawing.ts';
import type { FormTools } from './release.ts';

/** Loaded once in an isolate. */
export interface FormKit {
  readonly font: Font;
  readonly drawing: Drawing;
}

/** Where the site serves the font: Noto Sans SC, OFL 1.1. */
export const fontPath = '/fonts/NotoSansSC-Regular.ttf';

/** What differs from request to request, or is the host's. */
type Surroundings = Pick<FormTools, 'checkAddress' | 'now' | 'random' | 'inTurn'>;

/** Until a bureau's tables are downloaded, codes are named by the seed. */
export const formTools = (kit: FormKit, { checkAddress, now, random, inTurn }: Surroundings): FormTools => ({
  ...kit,
  codeTables: seedCodeTables,
  checkAddress,
  now,
  random,
  inTurn,
});
