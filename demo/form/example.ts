/** The record that the page starts with: a company that does not exist. */
import type { FilingRecord } from '#protocol/filing/record.ts';

const person = {
  name: '王测试',
  document: { typeId: 2, number: '110105199003070017', validUntil: '20361231' },
  mobile: '13800138000',
  officePhone: '010-12345678',
  email: 'wang@example.cn',
};

export const exampleRecord: FilingRecord = {
  business: 'new-filing',
  provinceId: 110000,
  organiser: {
    kind: 'unit',
    natureId: 4,
    name: '示例（北京）科技有限公司',
    document: { typeId: 1, number: '91350100M000100Y43', address: '示例路 1 号' },
    address: { provinceId: 110000, cityId: 110100, countyId: 110105, detail: '示例路 1 号' },
    personInCharge: person,
  },
  services: [
    {
      id: 'site',
      kind: 'website',
      name: '象棋天地',
      domains: ['example.cn', '例子.中国'],
      homeUrl: 'https://www.example.cn/',
      contentIds: [8],
      languageIds: [1, 12],
      approvals: [],
      access: [{ id: 'first', modeId: 5, placeId: 1, ips: [{ from: '47.0.0.1', to: '47.0.0.9' }] }],
      personInCharge: person,
    },
  ],
};
