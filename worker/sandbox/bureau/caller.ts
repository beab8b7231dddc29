/** Who calls: what the simulated bureau checks before it does anything. */
import { sandboxBureau } from './account.ts';
import { passwordHash } from '../../bureau/v3/envelope.ts';

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
  const hashes = (['raw', 'hex'] as const).map((form) => passwordHash(sandboxBureau.password, random, form));
  if (!hashes.includes(given['pwdHash'] ?? '')) return 5;
  return undefined;
}
