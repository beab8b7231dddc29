/** What the form of a service prints: which boxes are ticked, and the text of each value. */
import { domainName, type FormContent } from '#protocol/filing/form/form.ts';
import { approvalBox, personalDocumentBox, unitDocumentBox } from './template/verification-form.ts';

/** What every page of a sandbox's form says, so that none can be taken for a real one. */
export const sandboxMark = '沙箱环境生成，仅供测试，不得用于备案';

/** Names of the ticked boxes, as the template has them. */
export function ticksOf({ organiser, service, items, electronicPortrait }: FormContent): ReadonlySet<string> {
  const ticks = items.flatMap(({ item, answer }): string[] => {
    if (item === 'unit-document') return [`${item}:${unitDocumentBox(organiser.document.typeId)}`];
    if (item === 'personal-document') {
      return [`${item}:${personalDocumentBox(service.personInCharge.document.typeId)}`];
    }
    if (answer === 'electronic') return [electronicPortrait === 'no-with-remark' ? `${item}:no` : `${item}:yes`];
    return [`${item}:${answer === 'no' ? 'no' : 'yes'}`];
  });
  const approvals = service.approvals.map(({ typeId }) => `approval:${approvalBox(typeId)}`);
  return new Set([`organiser-kind:${organiser.kind}`, ...ticks, ...approvals]);
}

/** What stands beside 是否当面采集, so that electronic collection is never taken for a meeting. */
export function portraitRemark({ items, electronicPortrait }: FormContent): string {
  const isElectronic = items.some(({ answer }) => answer === 'electronic');
  return isElectronic && electronicPortrait !== 'plain-yes' ? '（以电子化方式采集并留存）' : '';
}

export const domainNames = ({ service }: FormContent): string[] => service.domains.map(domainName);

/** A day in China, which has one time zone and no summer time. */
export interface Day {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

const chinaOffsetMs = 8 * 3_600_000;

const chinaTime = (atMs: number): string => new Date(atMs + chinaOffsetMs).toISOString();

export function dayOf(atMs: number): Day {
  const [year, month, day] = chinaTime(atMs).slice(0, 10).split('-');
  return { year: year!, month: String(Number(month)), day: String(Number(day)) };
}

/** YYYY-MM-DD HH:MM:SS in China. */
export const momentOf = (atMs: number): string => chinaTime(atMs).slice(0, 19).replace('T', ' ');
