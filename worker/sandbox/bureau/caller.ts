/** Who calls: what the simulated bureau checks before it does anything. */
import { sandboxBureau } from './account.ts';
import { passwordHashes } from './wire.ts';

export type Parameters = Readonly<Record<string, string>>;

/** Fewer characters of `randVal` are refused. */
const leastRandom = 20;

/** Clients write the provider's number in two ways. */
const ispIdOf = (given: Parameters): string | undefined => given['ispId'] ?? given['ispID'];

/** @returns the code of the refusal; undefined for the account of the sandbox */
export function callerRefusal(given: Parameters): number | undefined {
  const random = given['randVal'] ?? '';
  if (random.length < leastRandom) return 16;
  if (!/^[0-9A-Za-z]+$/.test(random)) return 12;
  if (ispIdOf(given) !== String(sandboxBureau.ispId)) return 13;
  if (given['userName'] !== sandboxBureau.userName) return 4;
  if (!passwordHashes(sandboxBureau.password, random).includes(given['pwdHash'] ?? '')) return 5;
  return undefined;
}
