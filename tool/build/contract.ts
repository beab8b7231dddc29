/**
 * Writes the element's contract into files that are served beside it: `beihe.d.ts` has the types of widget/contract.ts, and
 * `custom-elements.json`, which editors read, has the element's attributes, events, slots and parts. The description of each
 * property is that of the contract.
 */
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { attesterCodes, unseenCodes } from '#protocol/failure-code.ts';
import { locales } from '#protocol/locale.ts';
import { refusals } from '#protocol/refusal.ts';
import { phaseNames } from '#protocol/session/phase.ts';
import { themeProperties, themes } from '../../widget/embed/theme.ts';
import { environmentCodes, noteCodes, problemCodes } from '../../widget/page/support-code.ts';
import { publishedTypes } from './publish-contract.ts';

const site = 'dist/site';
const element = 'widget/beihe-verify.ts';
const contract = 'widget/contract.ts';

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly description?: string;
}

interface Declaration {
  readonly name: string;
  members: Member[];
}

interface Manifest {
  modules: { readonly path: string; readonly declarations: Declaration[] }[];
}

/** Whether the author of a page may use this member. */
const isPublic = ({ name, privacy, static: isStatic }: Member) =>
  privacy !== 'private' && !isStatic && !name.startsWith('#');

const analyzed = (await cli({
  argv: ['analyze', '--litelement', '--quiet', '--globs', element, contract],
  noWrite: true,
})) as Manifest;

function declarationIn(file: string): Declaration {
  const found = analyzed.modules
    .find(({ path }) => path === file)
    ?.declarations.find(({ name }) => name === 'BeiheVerify');
  if (!found) throw new Error(`no BeiheVerify in ${file}`);
  return found;
}

const described = new Map(declarationIn(contract).members.map(({ name, description }) => [name, description]));
const declaration = declarationIn(element);
declaration.members = declaration.members.filter(isPublic).map((member) => {
  const description = described.get(member.name);
  if (!description) throw new Error(`${member.name} is not described in ${contract}`);
  return { ...member, description };
});
const manifest = { ...analyzed, modules: analyzed.modules.filter(({ path }) => path === element) };

const types = publishedTypes(await readFile(contract, 'utf8'), {
  EnvironmentCode: environmentCodes,
  FailureCode: [...new Set([...attesterCodes, ...Object.keys(refusals)])],
  Locale: locales,
  NoteCode: noteCodes,
  PhaseName: phaseNames,
  ProblemCode: problemCodes,
  Theme: themes,
  ThemeProperty: themeProperties,
  UnseenCode: unseenCodes,
});

await mkdir(site, { recursive: true });
await writeFile(
  `${site}/custom-elements.json`,
  `${JSON.stringify(manifest, undefined, 2).replaceAll(element, 'beihe.mjs')}\n`,
);
await writeFile(`${site}/beihe.d.ts`, types);
