/**
 * What is signed beside the form: 《互联网信息服务承诺书》, the authorisation letter, and 《真实性责任告知书》.
 *
 * The ministry and the bureaus ask for them by name and have published no binding wording, so the words are ours.
 */
import type { FilingRecord, Service } from '#protocol/filing/record.ts';
import { isLegalRepresentative } from '#protocol/filing/subject.ts';
import type { Role } from '#protocol/filing/form/signature.ts';

export const letterKinds = ['undertaking', 'authorisation', 'responsibility-notice'] as const;
export type LetterKind = (typeof letterKinds)[number];

/** Raised with every change to the words. */
export const letterVersion = 2;

export interface Letter {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly signer: { readonly role: Role; readonly name: string; readonly label: string };
}

export interface LetterOf {
  readonly record: FilingRecord;
  readonly service: Service;
  readonly provider: string;
  readonly province: string;
  /** Name of the organiser's kind of document. */
  readonly documentName: string;
}

/** @returns undefined for a letter that this record does not need */
export function letterOf(kind: LetterKind, of: LetterOf): Letter | undefined {
  return { undertaking, authorisation, 'responsibility-notice': responsibilityNotice }[kind](of);
}

const serviceName = ({ kind, name }: Service): string => `${kind === 'app' ? 'APP' : '网站'}“${name}”`;

const organiserName = ({ record: { organiser }, documentName }: LetterOf): string =>
  `${organiser.name}（${documentName}号码：${organiser.document.number}）`;

function undertaking(of: LetterOf): Letter {
  const { service, provider, province } = of;
  return {
    title: '互联网信息服务承诺书',
    paragraphs: [
      `${organiserName(of)}通过接入服务提供者${provider}向${province}通信管理局申请办理${serviceName(service)}备案，现承诺如下：`,
      '一、遵守《互联网信息服务管理办法》《非经营性互联网信息服务备案管理办法》等法律法规，依法提供互联网信息服务，不制作、复制、发布、传播法律法规禁止的信息。',
      '二、所提交的主办者信息、负责人信息、联系方式、服务信息和接入信息真实、准确、完整，所提交的证件和材料合法有效。',
      '三、备案信息发生变更的，及时办理变更手续；终止服务的，及时办理注销手续。',
      '四、从事新闻、出版、教育、医疗保健、药品和医疗器械、文化、广播电视节目等须经前置审批或专项审批的服务的，在取得批准后开展。',
      '五、不将备案号转让、出租、出借给他人，不为未备案的网站或 APP 提供服务。',
      '六、配合通信管理局和接入服务提供者的核验、检查和整改要求。因违反上述承诺产生的停止接入、注销备案等后果，由承诺人承担。',
    ],
    signer: { role: 'person-in-charge', name: service.personInCharge.name, label: '负责人签名：' },
  };
}

/** Needed where the person in charge is not the legal representative. */
function authorisation(of: LetterOf): Letter | undefined {
  const { record, service, provider, province } = of;
  const { legalRepresentative } = record.organiser;
  const { name, document } = service.personInCharge;
  if (!legalRepresentative || isLegalRepresentative(legalRepresentative, service.personInCharge)) return undefined;
  return {
    title: '授权书',
    paragraphs: [
      `${organiserName(of)}的法定代表人${legalRepresentative.name}，现授权${name}（证件号码：${document.number}）担任${serviceName(service)}的负责人，并代表本单位通过${provider}向${province}通信管理局办理备案及信息核验。`,
      '被授权人在办理备案过程中以电子化方式采集的照片、签署的核验单和承诺书，本单位均予承认，并承担相应责任。',
      '本授权自签署之日起生效，至备案注销或本单位变更负责人之日止。被授权人无转授权。',
    ],
    signer: { role: 'legal-representative', name: legalRepresentative.name, label: '法定代表人签名：' },
  };
}

function responsibilityNotice(of: LetterOf): Letter {
  const { record, service, provider } = of;
  const { name } = service.personInCharge;
  // An individual is organiser and person in charge at once.
  const addressed =
    record.organiser.kind === 'individual'
      ? `${organiserName(of)}：您作为${serviceName(service)}的主办者和负责人`
      : `${name}：您作为${organiserName(of)}${serviceName(service)}的负责人`;
  return {
    title: '真实性责任告知书',
    paragraphs: [
      `${addressed}，正在通过${provider}核验备案信息。请阅读以下内容：`,
      '一、互联网信息服务提供者对其备案信息的真实性负责。接入服务提供者须核验主办者及负责人的身份、联系方式、服务信息和接入信息。',
      '二、提交虚假备案信息，或者冒用他人身份办理备案的，由通信管理局依法责令限期改正、停止接入、注销备案；构成犯罪的，依法追究刑事责任。',
      '三、备案信息发生变更未及时更新的，接入服务提供者将停止接入，通信管理局可以注销备案。',
      '四、本次核验以电子化方式采集您的照片、证件和签名，仅用于备案信息的真实性核验，并按规定报送通信管理局。您也可以选择到现场办理。',
      '本人已阅读并了解以上内容，确认所提交的信息真实，愿意承担相应的法律责任。',
    ],
    signer: { role: 'person-in-charge', name, label: '告知对象签名：' },
  };
}
