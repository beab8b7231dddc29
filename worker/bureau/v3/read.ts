/** Reads uploads of interface V3.0 back. Callers check the upload first: an element that is missing here is a bug. */
import type { XmlElement } from '../xml.ts';
import { childOf, childrenOf, textOf } from '../xml-content.ts';
import type { Carried, CarriedAccess, CarriedOrganiser, CarriedPerson, CarriedService } from './carried.ts';
import type { Numbers } from './numbers.ts';

const maybeText = (parent: XmlElement, name: string): string | undefined => {
  const found = childOf(parent, name);
  return found && textOf(found);
};

function the(parent: XmlElement, name: string): XmlElement {
  const found = childOf(parent, name);
  if (!found) throw new Error(`${parent.name} has no ${name}`);
  return found;
}

const text = (parent: XmlElement, name: string): string => textOf(the(parent, name));
const number = (parent: XmlElement, name: string): number => Number(text(parent, name));
const maybeNumber = (parent: XmlElement, name: string): number | undefined => {
  const found = maybeText(parent, name);
  return found === undefined ? undefined : Number(found);
};

/** The records of an upload, in the order of its elements. */
export function readRecords(upload: XmlElement, numbers: Numbers): Carried[] {
  const icp = the(upload, 'ICP');
  const entries = (group: string, name: string) => childrenOf(childOf(icp, group), name);
  return [
    ...entries('XZBA', 'Baxx').map((entry): Carried => ({
      business: 'new-filing',
      organiser: organiserOf(the(entry, 'Zt_xx')),
      services: childrenOf(entry, 'Wz_xx').map((service) => serviceOf(service, numbers)),
    })),
    ...entries('XZWZ', 'Xzxx').map((entry): Carried => ({
      business: 'new-service',
      filingNumber: text(the(entry, 'Zt_xx'), 'Ztbah'),
      passwordMd5: maybeText(entry, 'ICPmm'),
      services: childrenOf(entry, 'Wz_xx').map((service) => serviceOf(service, numbers)),
    })),
    ...entries('XZJR', 'Xzxx').map((entry): Carried => ({
      business: 'new-access',
      filingNumber: text(the(entry, 'Wz_xx'), 'Wzbah'),
      passwordMd5: text(entry, 'ICPmm'),
      access: accessOf(entry, numbers),
    })),
    ...entries('BGBA', 'Bgxx').map((entry): Carried => {
      const organiser = the(entry, 'Zt_xx');
      return {
        business: 'change',
        filingNumber: text(organiser, 'Baxh'),
        passwordMd5: maybeText(entry, 'ICPmm'),
        organiserId: number(organiser, 'Ztid'),
        organiser: organiserOf(organiser),
        services: childrenOf(entry, 'Wz_xx').map((service) => ({
          ...serviceOf(service, numbers),
          ministryId: number(service, 'Wzid'),
          filingNumber: text(service, 'Baxh'),
        })),
      };
    }),
  ];
}

function organiserOf(own: XmlElement): CarriedOrganiser {
  const address = the(own, 'Txdz');
  const document = the(own, 'Zj');
  return {
    natureId: number(own, 'Dwxz'),
    name: text(own, 'Dwmc'),
    document: { typeId: number(document, 'Zjlx'), number: text(document, 'Zjhm'), address: text(document, 'Zjzs') },
    superior: maybeText(own, 'Tzr'),
    address: {
      provinceId: number(address, 'Shengid'),
      cityId: number(address, 'Shiid'),
      countyId: maybeNumber(address, 'Xianid'),
      detail: text(address, 'Xxdz'),
    },
    personInCharge: personOf(the(own, 'Fzr')),
  };
}

const personOf = (own: XmlElement): CarriedPerson => ({
  name: text(own, 'Fzr_xm'),
  document: { typeId: number(own, 'Fzr_zjlx'), number: text(own, 'Fzr_zjhm') },
  mobile: text(own, 'Fzr_sjhm'),
  officePhone: maybeText(own, 'Fzr_dhhm'),
  email: text(own, 'Fzr_dzyj'),
});

/** The id of a number of ours; a number that was not given out keeps its place by "#". */
const idOf = (numbers: Numbers, kind: Parameters<Numbers['idOf']>[0], own: XmlElement, name: string): string =>
  numbers.idOf(kind, number(own, name)) ?? `#${text(own, name)}`;

const serviceOf = (own: XmlElement, numbers: Numbers): CarriedService => ({
  // A change names the service by the ministry's id, so that ours is not in the message.
  id: childOf(own, 'IspWzid') ? idOf(numbers, 'service', own, 'IspWzid') : `#${text(own, 'Wzid')}`,
  name: text(own, 'Wzmc'),
  domains: childrenOf(own, 'Ym_xx').map((domain) => ({
    id: idOf(numbers, 'domain', domain, 'IspYmid'),
    name: text(domain, 'Ym'),
    ministryId: maybeNumber(domain, 'Ymid'),
  })),
  homeUrl: maybeText(own, 'Syurl'),
  contentIds: childrenOf(the(own, 'Fwnr'), 'Fwnr_id').map(textOf).map(Number),
  languageIds: childrenOf(the(own, 'Yylb'), 'Yylb_id').map(textOf).map(Number),
  approvals: childrenOf(childOf(own, 'Nrlx'), 'Nrlx_xx').map((approval) => ({
    typeId: number(approval, 'Nrlx_id'),
    number: text(approval, 'Qzsph'),
    file: text(approval, 'Spwj'),
  })),
  access: childrenOf(own, 'Jr_xx').map((access) => accessOf(access, numbers)),
  personInCharge: personOf(the(own, 'Wz_Fzr')),
  remark: maybeText(own, 'Wz_Bz'),
});

const accessOf = (own: XmlElement, numbers: Numbers): CarriedAccess => ({
  id: childOf(own, 'IspJrid') ? idOf(numbers, 'access', own, 'IspJrid') : `#${text(own, 'Jrid')}`,
  modeId: number(the(own, 'Wzjrfs'), 'Jrfs'),
  placeId: number(the(own, 'Wzfb'), 'Fbdd'),
  ips: childrenOf(own, 'Ip_xx').map((range) => ({
    id: idOf(numbers, 'ip', range, 'IspIpid'),
    from: number(range, 'Qsip'),
    to: number(range, 'Zzip'),
  })),
  ministryId: maybeNumber(own, 'Jrid'),
});
