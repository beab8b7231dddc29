/** Reads and checks a command's options and files. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A given option or file cannot be used; the message says why. */
export class InputError extends Error {}

/** The options alone: any other argument is refused. @throws InputError */
export const parseOptions = <T extends Options>(options: T) => parseCommandLine(options, false).values;

/** Options and other arguments. @throws InputError */
export function parseCommandLine<T extends Options>(options: T, allowPositionals = true) {
  try {
    return parseArgs({ options, allowPositionals });
  } catch (cause) {
    throw new InputError((cause as Error).message, { cause });
  }
}

/** @throws InputError */
export function wholeNumber(option: string, text: string, least = 0, most?: number): number {
  const number = Number(text);
  const isWithin = number >= least && number <= (most ?? Infinity);
  if (text.trim() === '' || !Number.isSafeInteger(number) || !isWithin) {
    throw new InputError(
      `${option} ${text}: must be a whole number from ${least}${most === undefined ? '' : ` to ${most}`}`,
    );
  }
  return number;
}

/** @throws InputError */
export function readJson(file: string): unknown {
  if (!existsSync(file)) throw new InputError(`there is no ${file}`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new InputError(`${file} is not JSON`);
  }
}
