/** The form, section by section. Which fields there are follows from the business and from who files. */
import { html, nothing, type TemplateResult } from 'lit';
import { isPersonalDocument } from '#protocol/filing/document-form.ts';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import type { Keys } from '#protocol/filing/finding.ts';
import { profiles, type Profile } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { entriesAt, withValue } from './edit.ts';
import {
  addButton,
  choiceField,
  choicesOf,
  codeList,
  fileField,
  group,
  removeButton,
  row,
  textField,
  type Choice,
  type FormContext,
} from './field.ts';
import {
  asBusiness,
  asKind,
  asServiceKind,
  blankAccess,
  blankApproval,
  blankPlatform,
  blankRange,
  blankService,
  recordOf,
  sharesPerson,
  type Form,
} from './form.ts';

const choicesOfWords = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const provinces: readonly Choice[] = profiles.map(({ provinceId, name }) => ({ value: provinceId, label: name }));

const documentsOf = (personal: boolean): Choice[] =>
  choicesOf(seedCodeTables.documentTypes.filter(({ id }) => isPersonalDocument(id) === personal));

export function basics(context: FormContext, profile: Profile): TemplateResult {
  const { wording } = context;
  return group(
    context,
    ['basics'],
    wording.groups.basics,
    [
      row(
        choiceField(context, ['business'], 'business', choicesOfWords(wording.businesses), (form, value) =>
          asBusiness(form, value as FilingRecord['business']),
        ),
        choiceField(context, ['provinceId'], 'province', provinces),
      ),
      html`<div class="profile">
        <strong>${wording.profileLead}</strong>
        <ul>
          ${wording.profile(profile).map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
      </div>`,
    ],
    { level: 2 },
  );
}

/** The filing that the business changes; nothing for a new filing. */
export function existing(context: FormContext): TemplateResult | typeof nothing {
  const { form, wording } = context;
  if (form.business === 'new-filing') return nothing;
  const keys = ['existing'];
  const fields = [
    textField(context, [...keys, 'filingNumber'], 'filingNumber'),
    form.business === 'change'
      ? textField(context, [...keys, 'recordIds', 'organiser'], 'organiserId', { number: true })
      : nothing,
    textField(context, [...keys, 'passwordMd5'], 'password', { optional: form.business !== 'new-access' }),
  ];
  const ofServices = (form.services ?? []).map((each, n) => partIds(context, each?.id, n));
  return group(context, keys, wording.groups.existing, [row(fields), ofServices], { level: 2 });
}

/** What the ministry calls a service and its accesses. */
function partIds(context: FormContext, id: string | undefined, n: number) {
  const { form, wording } = context;
  if (id === undefined || form.business === 'new-service') return nothing;
  const keys = ['existing', 'recordIds', 'services', id];
  const isChange = form.business === 'change';
  const access = isChange ? (form.services?.[n]?.access ?? []) : [];
  const content = row(
    textField(context, [...keys, 'id'], 'serviceId', { number: true, optional: !isChange }),
    textField(context, [...keys, 'filingNumber'], 'serviceFilingNumber', { optional: !isChange }),
    access.map((each, m) =>
      each?.id === undefined
        ? nothing
        : textField(context, [...keys, 'access', each.id], 'accessId', {
            number: true,
            label: `${wording.fields.accessId} ${m + 1}`,
          }),
    ),
  );
  return group(context, keys, wording.groups.service(n + 1), content, { level: 3 });
}

export function organiser(context: FormContext): TemplateResult {
  const { form, wording } = context;
  const keys = ['organiser'];
  const isIndividual = form.organiser?.kind === 'individual';
  const kind = choiceField(context, [...keys, 'kind'], 'kind', choicesOfWords(wording.kinds), (before, value) =>
    asKind(before, value as FilingRecord['organiser']['kind']),
  );
  const document = [...keys, 'document'];
  const papers = [
    choiceField(context, [...document, 'typeId'], 'documentType', documentsOf(isIndividual)),
    textField(context, [...document, 'number'], 'documentNumber'),
    textField(context, [...document, 'validUntil'], 'validUntil', { optional: true }),
    textField(context, [...document, 'address'], 'documentAddress', { wide: true }),
  ];
  const ofUnit = [
    choiceField(
      context,
      [...keys, 'natureId'],
      'nature',
      choicesOf(seedCodeTables.natures.filter(({ id }) => id !== 5)),
    ),
    textField(context, [...keys, 'name'], 'unitName'),
    papers,
    textField(context, [...keys, 'legalRepresentative', 'name'], 'representativeName', { optional: true }),
    textField(context, [...keys, 'superior'], 'superior', { optional: true }),
  ];
  const ofIndividual = [textField(context, [...keys, 'name'], 'individualName'), papers];
  const person = [...keys, 'personInCharge'];
  return group(
    context,
    keys,
    isIndividual ? wording.groups.individual : wording.groups.organiser,
    [
      row(kind, isIndividual ? ofIndividual : ofUnit),
      address(context, [...keys, 'address']),
      isIndividual
        ? group(context, person, wording.groups.contacts, row(contacts(context, person)), { level: 3 })
        : group(context, person, wording.groups.organisersPerson, row(whole(context, person)), { level: 3 }),
    ],
    { level: 2 },
  );
}

const address = (context: FormContext, keys: Keys) =>
  group(
    context,
    keys,
    context.wording.groups.address,
    row(
      choiceField(context, [...keys, 'provinceId'], 'addressProvince', provinces),
      textField(context, [...keys, 'cityId'], 'addressCity', { number: true }),
      textField(context, [...keys, 'countyId'], 'addressCounty', { number: true, optional: true }),
      textField(context, [...keys, 'detail'], 'addressDetail', { wide: true }),
    ),
    { level: 3 },
  );

/** How a person is reached. The office phone of a unit's person is required. */
const contacts = (context: FormContext, keys: Keys) => [
  textField(context, [...keys, 'mobile'], 'mobile'),
  textField(context, [...keys, 'officePhone'], 'officePhone', {
    optional: context.form.organiser?.kind === 'individual',
  }),
  textField(context, [...keys, 'email'], 'email'),
  textField(context, [...keys, 'emergencyPhone'], 'emergencyPhone', { optional: true }),
];

const whole = (context: FormContext, keys: Keys) => [
  textField(context, [...keys, 'name'], 'name'),
  choiceField(context, [...keys, 'document', 'typeId'], 'documentType', documentsOf(true)),
  textField(context, [...keys, 'document', 'number'], 'documentNumber'),
  textField(context, [...keys, 'document', 'validUntil'], 'validUntil', { optional: true }),
  contacts(context, keys),
];

export function services(context: FormContext): TemplateResult[] {
  const { services: all = [] } = context.form;
  return all.map((_, n) => service(context, n, all.length));
}

export const addService = (context: FormContext) =>
  addButton(context, ['services'], context.wording.add.service, blankService);

function service(context: FormContext, n: number, count: number): TemplateResult {
  const { form, wording } = context;
  const keys = ['services', n];
  const isApp = form.services?.[n]?.kind === 'app';
  const heading = wording.groups.service(n + 1);
  const content = [
    row(
      choiceField(context, [...keys, 'kind'], 'serviceKind', choicesOfWords(wording.serviceKinds), (before, value) =>
        asServiceKind(before, n, value as 'website' | 'app'),
      ),
      textField(context, [...keys, 'name'], 'serviceName'),
      textField(context, [...keys, 'homeUrl'], 'homeUrl', { optional: true }),
      textField(context, [...keys, 'remark'], 'remark', { optional: true }),
      codeList(context, [...keys, 'contentIds'], wording.groups.contents, seedCodeTables.contents),
      codeList(context, [...keys, 'languageIds'], wording.groups.languages, seedCodeTables.languages),
    ),
    domains(context, [...keys, 'domains']),
    isApp ? platforms(context, [...keys, 'platforms']) : nothing,
    approvals(context, [...keys, 'approvals']),
    access(context, [...keys, 'access']),
    servicesPerson(context, n),
  ];
  const action = count > 1 ? removeButton(context, ['services'], n, heading) : nothing;
  return group(context, keys, heading, content, { level: 2, action });
}

function domains(context: FormContext, keys: Keys) {
  const { wording } = context;
  const entries = entriesAt(context.form, keys).map((_, n) => {
    const label = `${wording.fields.domain} ${n + 1}`;
    return html`<div class="entry">
      ${textField(context, [...keys, n], 'domain', n === 0 ? { label } : { label, hint: false })}
      ${removeButton(context, keys, n, label)}
    </div>`;
  });
  const add = addButton(context, keys, wording.add.domain, () => '');
  return group(context, keys, wording.groups.domains, [row(entries), add], { level: 3 });
}

/** A list whose entries have several fields. */
function list(
  context: FormContext,
  keys: Keys,
  heading: string,
  entry: { readonly heading: (n: number) => string; readonly content: (own: Keys) => unknown; readonly least: number },
  add: unknown,
) {
  const entries = entriesAt(context.form, keys);
  const groups = entries.map((_, n) => {
    const own = entry.heading(n + 1);
    const action = entries.length > entry.least ? removeButton(context, keys, n, own) : nothing;
    return group(context, [...keys, n], own, entry.content([...keys, n]), { level: 4, action });
  });
  return group(context, keys, heading, [groups, add], { level: 3 });
}

const platforms = (context: FormContext, keys: Keys) =>
  list(
    context,
    keys,
    context.wording.groups.platforms,
    {
      heading: context.wording.groups.platform,
      least: 0,
      content: (own) =>
        row(
          choiceField(context, [...own, 'kind'], 'platformKind', choicesOfWords(context.wording.platforms)),
          textField(context, [...own, 'packageName'], 'packageName'),
          textField(context, [...own, 'publicKey'], 'publicKey'),
          textField(context, [...own, 'fingerprint'], 'fingerprint'),
        ),
    },
    addButton(context, keys, context.wording.add.platform, () => blankPlatform),
  );

const approvals = (context: FormContext, keys: Keys) =>
  list(
    context,
    keys,
    context.wording.groups.approvals,
    {
      heading: context.wording.groups.approval,
      least: 0,
      content: (own) =>
        row(
          choiceField(context, [...own, 'typeId'], 'approvalType', choicesOf(seedCodeTables.approvals)),
          textField(context, [...own, 'number'], 'approvalNumber'),
          fileField(context, [...own, 'file'], 'approvalFile'),
        ),
    },
    addButton(context, keys, context.wording.add.approval, () => blankApproval),
  );

const access = (context: FormContext, keys: Keys) =>
  list(
    context,
    keys,
    context.wording.groups.access,
    {
      heading: context.wording.groups.accessEntry,
      least: context.form.business === 'change' ? 0 : 1,
      content: (own) => [
        row(
          choiceField(context, [...own, 'modeId'], 'accessMode', choicesOf(seedCodeTables.accessModes)),
          choiceField(context, [...own, 'placeId'], 'accessPlace', choicesOf(seedCodeTables.places)),
        ),
        ips(context, [...own, 'ips']),
      ],
    },
    addButton(context, keys, context.wording.add.access, blankAccess),
  );

function ips(context: FormContext, keys: Keys) {
  const { wording } = context;
  const entries = entriesAt(context.form, keys);
  const ranges = entries.map((_, n) => {
    const own = [...keys, n];
    const heading = wording.groups.ip(n + 1);
    const content = row(textField(context, [...own, 'from'], 'ipFrom'), textField(context, [...own, 'to'], 'ipTo'));
    const action = entries.length > 1 ? removeButton(context, keys, n, heading) : nothing;
    return group(context, own, heading, content, { level: 4, action });
  });
  return [ranges, addButton(context, keys, wording.add.ip, () => blankRange)];
}

/** An individual's services have no other person, so there is nothing to ask. */
function servicesPerson(context: FormContext, n: number) {
  const { form, wording } = context;
  if (form.organiser?.kind === 'individual') return nothing;
  const keys = ['services', n, 'personInCharge'];
  const shares = sharesPerson(form, n);
  const onTick = () =>
    context.edit((before: Form) =>
      withValue(before, keys, shares ? (recordOf(before).organiser?.personInCharge ?? {}) : undefined),
    );
  const content = [
    html`<label class="tick"
      ><input type="checkbox" .checked=${shares} @change=${onTick} /> ${wording.fields.samePerson}</label
    >`,
    shares ? nothing : row(whole(context, keys)),
  ];
  return group(context, keys, wording.groups.servicesPerson, content, { level: 3 });
}
