/** `isp_querybeianstatus`: whether a domain or an organiser is filed. */
import type { Rows } from '../../retention/rows.ts';
import { element, leaf, maybeLeaf, type XmlElement } from '../../bureau/xml.ts';
import { childOf, childrenOf, textIn } from '../../bureau/xml-content.ts';
import { filingOf } from './filed.ts';

/** 查询条件类型: 0 a domain, the others a document's number. */
const byDomain = 0;
const lastType = 11;

/** @returns undefined for a question that is none */
export function statusInfo(rows: Rows, type: number, condition: string): XmlElement | undefined {
  if (!Number.isInteger(type) || type < byDomain || type > lastType || condition.length < 4) return undefined;
  const found =
    type === byDomain ? serviceWithDomain(rows, condition.toLowerCase()) : organiserWithDocument(rows, condition);
  return element(
    'StatusInfo',
    leaf('Cxtjlx', type),
    leaf('Cxtj', condition),
    maybeLeaf('Wzmc', found?.name),
    maybeLeaf('Ztbah', found?.organiserNumber),
    maybeLeaf('Wzbah', found?.serviceNumber),
    leaf('Bazt', found ? 0 : 1),
  );
}

interface Found {
  readonly organiserNumber: string;
  readonly name?: string;
  readonly serviceNumber?: string;
}

function serviceWithDomain(rows: Rows, domain: string): Found | undefined {
  for (const filing of filings(rows)) {
    const service = childrenOf(filing, 'Wz_xx').find((each) =>
      childrenOf(each, 'Ym_xx').some((own) => textIn(own, 'Ym').toLowerCase() === domain),
    );
    if (!service) continue;
    const organiserNumber = textIn(childOf(filing, 'Zt_xx'), 'Baxh');
    return { organiserNumber, name: textIn(service, 'Wzmc'), serviceNumber: textIn(service, 'Baxh') };
  }
  return undefined;
}

function organiserWithDocument(rows: Rows, document: string): Found | undefined {
  for (const filing of filings(rows)) {
    const organiser = childOf(filing, 'Zt_xx');
    if (textIn(childOf(organiser, 'Zj'), 'Zjhm') === document) return { organiserNumber: textIn(organiser, 'Baxh') };
  }
  return undefined;
}

/** The latest first: example data may be filed more than once. */
function* filings(rows: Rows): Generator<XmlElement> {
  for (const { id } of rows.run<{ id: number }>('select id from organisers order by id desc')) {
    const filing = filingOf(rows, id);
    if (filing) yield filing;
  }
}
