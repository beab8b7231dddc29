/** `npm run filing -- form`: the verification forms of a record as files. They are specimens, since nothing here proves anything. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { FormFinding } from '#protocol/filing/form/finding.ts';
import { Item } from '#protocol/filing/form/item.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { formTools } from '../../worker/form/kit.ts';
import { prepareLetter, releaseLetter } from '../../worker/form/letter.ts';
import { letterKinds } from '../../worker/form/template/letter.ts';
import { specimenForm } from '../../worker/form/specimen.ts';
import { InputError, readJson } from '../command-line.ts';
import { formKit } from './form-kit.ts';

/** What `--items` gives: the answers with their evidence, and the salt to whose digests the evidence is bound. */
const ItemsFile = z.strictObject({
  salt: z.string().regex(/^[\w-]{22}$/),
  items: z.array(Item).max(64),
});

export interface FormOptions {
  readonly items: string | undefined;
  readonly portrait: string | undefined;
  readonly out: string;
}

/**
 * Writes `form-N.json`, `form-N.pdf` and `form-N-page-M.jpg` for each service of the record, N from 1, and the letters that go
 * with it in the same way.
 *
 * @returns what stops a form; its files are then not written
 * @throws InputError for a file that cannot be read
 */
export async function writeForms(record: FilingRecord, { items, portrait, out }: FormOptions, nowMs: number) {
  const given = items === undefined ? undefined : itemsOf(items);
  const tools = formTools(await formKit(), {
    checkAddress: 'https://localhost/check/',
    now: () => nowMs,
    random: (length) => Uint8Array.from(randomBytes(length)),
    inTurn: async (step) => step(),
  });
  const picture = portrait === undefined ? undefined : bytesOf(portrait);
  const findings: FormFinding[] = [];
  const files: string[] = [];
  for (const service of record.services.keys()) {
    const outcome = await specimenForm({ record, service, ...given, portrait: picture }, tools);
    if (outcome.findings) {
      findings.push(...outcome.findings);
      continue;
    }
    const { form, pdf, pictures } = outcome.value;
    mkdirSync(out, { recursive: true });
    const save = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(out, name), content);
      files.push(join(out, name));
    };
    const savePictures = (name: string, jpegs: readonly Uint8Array[]) => {
      for (const [n, jpeg] of jpegs.entries()) save(`${name}-page-${n + 1}.jpg`, jpeg);
    };
    save(`form-${service + 1}.json`, `${JSON.stringify(form, undefined, 2)}\n`);
    save(`form-${service + 1}.pdf`, pdf);
    savePictures(`form-${service + 1}`, pictures);
    for (const kind of letterKinds) {
      const letter = prepareLetter(kind, { ...form, record, service, specimen: true }, tools);
      if (!letter) continue;
      const made = await releaseLetter(letter, undefined, tools);
      if (made.findings) findings.push(...made.findings);
      else {
        save(`${kind}-${service + 1}.pdf`, made.value.pdf);
        savePictures(`${kind}-${service + 1}`, made.value.pictures);
      }
    }
  }
  return { findings, files };
}

function itemsOf(file: string): z.infer<typeof ItemsFile> {
  const parsed = ItemsFile.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
  throw new InputError(`${file}: ${places.join('; ')}`);
}

function bytesOf(file: string): Uint8Array {
  if (!existsSync(file)) throw new InputError(`没有文件 there is no ${file}`);
  return Uint8Array.from(readFileSync(file));
}

/** One line a finding. */
export const formLineOf = ({ code, message }: FormFinding): string =>
  `错误 fault  ${code}  ${message['zh-CN']} ${message.en}`;
