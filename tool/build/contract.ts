/**
 * The element's contract as files beside it: `custom-elements.json`, which editors read, and `beihe.d.ts`, which stands
 * alone. Members and their words come from the element's source, closed lists from the lists themselves; that the rest
 * is the source's too is held by `test/types`.
 */
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { mkdir, writeFile } from 'node:fs/promises';
import { attesterCodes } from '#protocol/failure-code.ts';
import { refusals } from '#protocol/refusal.ts';
import { environmentCodes } from '../../widget/page/advice.ts';
import { themeProperties, themes } from '../../widget/embed/message.ts';
import { noteCodes, problemCodes } from '../../widget/page/support-code.ts';
import { phaseNames } from '../../widget/phase.ts';

const site = 'dist/site';
const element = 'widget/beihe-verify.ts';

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly type?: { readonly text: string };
  readonly description?: string;
  readonly attribute?: string;
}

interface Manifest {
  modules: { path: string; declarations: { name: string; description: string; members: Member[] }[] }[];
}

/** What an author of a page may use: no privates. */
const isPublic = ({ name, privacy, static: isStatic }: Member) =>
  privacy !== 'private' && !isStatic && !name.startsWith('#');

const manifest = (await cli({
  argv: ['analyze', '--litelement', '--quiet', '--globs', element],
  noWrite: true,
})) as Manifest;
const [module] = manifest.modules;
const declaration = module?.declarations.find(({ name }) => name === 'BeiheVerify');
if (!module || !declaration) throw new Error(`no BeiheVerify in ${element}`);
declaration.members = declaration.members.filter(isPublic);
const text = JSON.stringify(manifest, undefined, 2).replaceAll(element, 'beihe.mjs');

const union = (names: readonly string[]) => names.map((name) => `\n  | '${name}'`).join('');
const properties = declaration.members.filter(({ kind }) => kind === 'field');
const lines = ({ description = '' }: { readonly description?: string }) =>
  `/** ${description.replaceAll('\n', ' ')} */`;

const types = `/** <beihe-verify>: types of its contract. Generated; docs/embedding.md says how to use them. */

export type Locale = 'zh-CN' | 'en';
export type Theme =${union(themes)};

/** Where a check stands, in the order in which they come. */
export type PhaseName =${union(phaseNames)};
export declare const phaseNames: readonly PhaseName[];

/** Why a check failed. */
export type FailureCode =${union([...new Set([...attesterCodes, ...Object.keys(refusals)])])};

/** What the page is told. No verdict and no cause: those go to the provider's backend alone. */
export interface PhaseDetail {
  readonly phase: PhaseName;
  /** Why, if the phase is 'failed'. */
  readonly code: FailureCode | undefined;
}

${lines(declaration)}
export declare class BeiheVerify extends HTMLElement {
${properties.map((member) => `  ${lines(member)}\n  ${member.name}: ${member.type?.text};`).join('\n')}
}

/** The same as attributes, for JSX and templates. */
export interface BeiheVerifyAttributes {
${properties.map(({ attribute, type }) => `  '${attribute}'?: ${type?.text.replace(/ \| (''|undefined)/, '')} | undefined;`).join('\n')}
}

export type ThemeProperty =${union(themeProperties)};

/** Page → iframe /embed/{tenant}, after each of its load events. */
export interface InitMessage {
  readonly beihe: 1;
  readonly type: 'init';
  readonly token: string;
  readonly locale?: Locale | undefined;
  /** The page's own language tag: what is spoken if neither locale nor the session says. */
  readonly language?: string | undefined;
  readonly theme?: Theme | undefined;
  readonly properties?: Readonly<Partial<Record<ThemeProperty, string>>> | undefined;
}

/** Iframe → page: the check moved on. */
export interface PhaseMessage extends PhaseDetail {
  readonly beihe: 1;
  readonly type: 'phase';
}

/** Iframe → page: how high the iframe should be. */
export interface HeightMessage {
  readonly beihe: 1;
  readonly type: 'height';
  readonly heightPx: number;
}

/** What nothing on this page can mend. */
export type ProblemCode =${union(problemCodes)};
/** What does not prevent the check. */
export type NoteCode =${union(noteCodes)};
export type EnvironmentCode =${union(environmentCodes)};

/** What BeiheSupport.check() resolves to. */
export interface Support {
  readonly supported: boolean;
  readonly problems: readonly { readonly code: ProblemCode }[];
  readonly notes: readonly { readonly code: NoteCode }[];
  /** What to tell the person; undefined where all is well. */
  readonly advice: ({ readonly code: EnvironmentCode } & Readonly<Record<Locale, string>>) | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'beihe-verify': BeiheVerify;
  }
  interface HTMLElementEventMap {
    'beihe-phase': CustomEvent<PhaseDetail>;
  }
  interface WindowEventMap {
    'beihe-phase': CustomEvent<PhaseDetail>;
  }
  /** Of /support.js. @param script its address, where it was not loaded by a classic script tag */
  var BeiheSupport: { check(script?: string): Promise<Support> };
}
`;

await mkdir(site, { recursive: true });
await writeFile(`${site}/custom-elements.json`, `${text}\n`);
await writeFile(`${site}/beihe.d.ts`, types);
