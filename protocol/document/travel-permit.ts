/** 港澳居民来往内地通行证 and 台湾居民来往大陆通行证. Neither number has a check digit. */
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';

/** H for Hong Kong or M for Macao, then 8 digits. The 2 digits that may follow count how often the permit was renewed. */
const hongKongOrMacao = ['H99999999', 'H9999999999'];

/** @see 公安部《港澳居民来往内地通行证号码规则》 (2010-03-10) */
export const checkHongKongOrMacaoPermit = (text: string): Finding[] => [...checkForm(text, hongKongOrMacao).findings];

const taiwan = '99999999';
/** The booklet that the card replaced in 2015: 2 digits for renewals follow. */
const taiwanBooklet = '9999999999';

export function checkTaiwanPermit(text: string): Finding[] {
  const { number, findings } = checkForm(text, [taiwan, taiwanBooklet]);
  const isOld = number?.length === taiwanBooklet.length;
  return [...findings, ...(isOld ? [finding('permit-form-old', 0, taiwanBooklet.length)] : [])];
}
