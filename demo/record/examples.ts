/** Filled-in forms to start from. Every name and number is invented; check digits are right, so that the records pass. */
import type { Form } from './form.ts';

export const exampleNames = ['individual', 'unit', 'faulty'] as const;
export type ExampleName = (typeof exampleNames)[number];

const access = (id: string, from: string, to: string) => ({ id, modeId: 5, placeId: 2, ips: [{ from, to }] });

const individual: Form = {
  business: 'new-filing',
  provinceId: 110000,
  organiser: {
    kind: 'individual',
    natureId: 5,
    name: '张示例',
    // The example number of GB 11643-1999.
    document: {
      typeId: 2,
      number: '11010519491231002X',
      address: '北京市朝阳区示例路 1 号',
      validUntil: '长期',
    },
    address: { provinceId: 110000, cityId: 110100, countyId: 110105, detail: '北京市朝阳区示例路 1 号' },
    personInCharge: { mobile: '13000000000', email: 'zhang@example.cn' },
  },
  services: [
    {
      id: 'service-1',
      kind: 'website',
      name: '读书笔记',
      domains: ['example.cn'],
      homeUrl: 'https://www.example.cn/',
      contentIds: [6],
      languageIds: [1],
      approvals: [],
      access: [access('access-1', '47.0.0.1', '47.0.0.1')],
    },
  ],
};

const unit: Form = {
  business: 'new-filing',
  provinceId: 110000,
  organiser: {
    kind: 'unit',
    natureId: 4,
    name: '示例（北京）科技有限公司',
    document: { typeId: 1, number: '91110105MA0000007L', address: '北京市朝阳区示例路 2 号' },
    legalRepresentative: { name: '陈示𠮷' },
    address: { provinceId: 110000, cityId: 110100, countyId: 110105, detail: '北京市朝阳区示例路 2 号' },
    // U+20BB7 is outside GBK, so that the XML shows a numeric reference.
    personInCharge: {
      name: '陈示𠮷',
      document: { typeId: 2, number: '110105199003070009', validUntil: '20361231' },
      mobile: '13000000001',
      officePhone: '010-00000000',
      email: 'chen@example.com.cn',
    },
  },
  services: [
    {
      id: 'service-1',
      kind: 'website',
      name: '示例科技',
      domains: ['example.com.cn', '例子.中国'],
      homeUrl: 'https://www.example.com.cn/',
      contentIds: [8],
      languageIds: [1, 12],
      approvals: [],
      access: [access('access-1', '47.0.0.2', '47.0.0.4')],
    },
    {
      id: 'service-2',
      kind: 'website',
      name: '示例商城',
      domains: ['example.net'],
      contentIds: [9],
      languageIds: [1],
      approvals: [],
      access: [access('access-2', '47.0.0.9', '47.0.0.9')],
      personInCharge: {
        name: '李示例',
        document: { typeId: 2, number: '110105198505050003' },
        mobile: '13000000002',
        officePhone: '010-00000000',
        email: 'li@example.com.cn',
      },
      remark: '仅用于演示',
    },
  ],
};

/** The unit with mistakes as people make them. */
const faulty: Form = {
  ...unit,
  organiser: {
    ...unit.organiser,
    document: { ...unit.organiser?.document, number: '91110105MA0000017L' },
    legalRepresentative: { name: '赵示例' },
    personInCharge: { ...unit.organiser?.personInCharge, mobile: '12000000001', officePhone: undefined },
  },
  services: [
    {
      ...unit.services?.[0],
      name: '示例新闻论坛',
      domains: ['www.example.com.cn', '例子.中国'],
      homeUrl: 'https://www.example.org/',
      access: [access('access-1', '47.0.0.9', '47.0.0.2')],
    },
    {
      ...unit.services?.[1],
      kind: 'app',
      name: '示例助手',
      domains: ['api.example.net'],
      platforms: [
        { kind: 'android', packageName: 'cn.example.assistant', publicKey: 'A3', fingerprint: 'ab'.repeat(20) },
      ],
    },
  ],
};

export const examples: Readonly<Record<ExampleName, Form>> = { individual, unit, faulty };
