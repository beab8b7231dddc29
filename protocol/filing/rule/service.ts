/** Services: ids, domains, home pages, approvals' files, and the platforms of apps. */
import { isUnder, hostOf, readDomain } from '../domain.ts';
import type { Draft, DraftRecord } from '../draft.ts';
import { elementOf } from '../element.ts';
import { recordFinding, type Keys, type RecordFinding } from '../finding.ts';
import type { Domain, Platform, Service } from '../record.ts';
import { checkText } from '../text.ts';
import { entriesOf, repeated, servicesOf, type Rule } from './rule.ts';

export const checkServices: Rule = (draft) => [
  ...checkIds(draft),
  ...checkRepeatedDomains(draft),
  ...servicesOf(draft).flatMap(({ entry, keys }) => [
    ...checkDomains(entry, keys),
    ...checkHomeUrl(entry, keys),
    ...checkFiles(entry, keys),
    ...checkPlatforms(entry, keys),
  ]),
];

/** Ids of services, of accesses and of domains are each unique in the record, since the bureau numbers them by id. */
function checkIds(draft: DraftRecord): RecordFinding[] {
  const services = servicesOf(draft);
  const access = services.flatMap(({ entry, keys }) => entriesOf(entry.access, [...keys, 'access']));
  const domains = services.flatMap(({ entry, keys }) => entriesOf(entry.domains, [...keys, 'domains']));
  return [
    ...repeated(services, ({ entry }) => entry.id),
    ...repeated(access, ({ entry }) => entry.id),
    ...repeated(domains, ({ entry }) => (typeof entry === 'string' ? undefined : entry.id)),
  ].map(({ keys }) => recordFinding('id-repeated', [...keys, 'id']));
}

const nameOf = (domain: Draft<Domain>): string | undefined => (typeof domain === 'string' ? domain : domain.name);
const nameKeys = (domain: Draft<Domain>, keys: Keys): Keys => (typeof domain === 'string' ? keys : [...keys, 'name']);

/** A domain belongs to one website. Within one service it stands once; an app may share it with a website. */
function checkRepeatedDomains(draft: DraftRecord): RecordFinding[] {
  const domains = servicesOf(draft).flatMap(({ entry: service, keys }, n) =>
    entriesOf(service.domains, [...keys, 'domains']).map(({ entry, keys: own }) => {
      const ascii = readDomain(nameOf(entry) ?? '')?.ascii;
      const owner = service.kind === 'website' ? 'website' : n;
      return { key: ascii && `${owner} ${ascii}`, keys: nameKeys(entry, own) };
    }),
  );
  return repeated(domains, ({ key }) => key).map(({ keys }) => recordFinding('domain-repeated', keys));
}

function checkDomains({ kind, domains }: Draft<Service>, keys: Keys): RecordFinding[] {
  const own = [...keys, 'domains'];
  if (kind === 'website' && domains?.length === 0) return [recordFinding('domain-missing', own)];
  return entriesOf(domains, own).flatMap(({ entry, keys: place }) => {
    const name = nameOf(entry);
    return name === undefined ? [] : checkDomain(name, kind, nameKeys(entry, place));
  });
}

function checkDomain(name: string, kind: Service['kind'] | undefined, keys: Keys): RecordFinding[] {
  const text = checkText(name, elementOf('services[].domains[].name'));
  if (text.length > 0)
    return text.map(({ code, values, start, end }) => recordFinding(code, keys, values, { start, end }));
  const domain = readDomain(name.toLowerCase());
  if (!domain) return [recordFinding('domain-malformed', keys)];
  const capitals = name === name.toLowerCase() ? [] : [recordFinding('domain-capitals', keys)];
  if (!domain.hasKnownSuffix) return [...capitals, recordFinding('domain-suffix-unknown', keys)];
  if (domain.registrable === undefined) return [...capitals, recordFinding('domain-is-suffix', keys)];
  const isBelow = kind === 'website' && domain.ascii !== domain.registrable;
  return [
    ...capitals,
    ...(isBelow ? [recordFinding('domain-is-subdomain', keys, { domain: domain.registrable })] : []),
  ];
}

function checkHomeUrl({ homeUrl, domains }: Draft<Service>, keys: Keys): RecordFinding[] {
  if (homeUrl === undefined) return [];
  const own = [...keys, 'homeUrl'];
  const host = hostOf(homeUrl);
  if (!host) return [recordFinding('home-url-malformed', own)];
  if (!domains || domains.length === 0) return [];
  const names = domains.map((domain) =>
    domain === undefined ? undefined : readDomain(nameOf(domain)?.toLowerCase() ?? ''),
  );
  // While a domain cannot be read, the page may be on it.
  const isOn = names.some((domain) => domain === undefined || isUnder(host.ascii, domain.ascii));
  return isOn ? [] : [recordFinding('home-url-foreign', own)];
}

/** Base64 of bytes that start as every JPEG does, FF D8 FF. */
const jpeg = /^\/9j\/(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const checkFiles = ({ approvals }: Draft<Service>, keys: Keys): RecordFinding[] =>
  entriesOf(approvals, [...keys, 'approvals']).flatMap(({ entry, keys: own }) =>
    entry.file === undefined || jpeg.test(entry.file) ? [] : [recordFinding('file-malformed', [...own, 'file'])],
  );

/** Java and Kotlin package names, and bundle identifiers. */
const packageName: Readonly<Record<Platform['kind'], RegExp>> = {
  android: /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/,
  ios: /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/,
  harmony: /^[A-Za-z]\w*(\.\w+)+$/,
};

/** Hexadecimal digits of a certificate's fingerprint, colons aside. */
const fingerprintDigits: Readonly<Record<Platform['kind'], readonly number[]>> = {
  android: [32],
  ios: [40],
  harmony: [32, 40, 64],
};

function checkPlatforms({ kind, platforms }: Draft<Service>, keys: Keys): RecordFinding[] {
  const own = [...keys, 'platforms'];
  if (kind === 'website') return platforms === undefined ? [] : [recordFinding('platform-of-website', own)];
  if (kind === 'app' && (platforms === undefined || platforms.length === 0))
    return [recordFinding('platform-missing', own)];
  return entriesOf(platforms, own).flatMap(({ entry, keys: place }) => {
    if (entry.kind === undefined) return [];
    const digits = entry.fingerprint?.replaceAll(':', '');
    const isFingerprint =
      digits === undefined || (/^[\da-f]+$/i.test(digits) && fingerprintDigits[entry.kind].includes(digits.length));
    const isName = entry.packageName === undefined || packageName[entry.kind].test(entry.packageName);
    return [
      ...(isName ? [] : [recordFinding('package-name-malformed', [...place, 'packageName'])]),
      ...(isFingerprint ? [] : [recordFinding('fingerprint-malformed', [...place, 'fingerprint'])]),
    ];
  });
}
