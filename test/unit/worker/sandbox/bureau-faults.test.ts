/** The switch of the simulated bureau: each way to fail, as the account’s own client meets it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeGbk, encodeGbk } from '../../../../worker/bureau/gbk.ts';
import { bureauClient as realClient } from '../../../../worker/bureau/v3/client.ts';
import { zipXml } from '../../../../worker/bureau/v3/zip.ts';
import { childOf, textIn } from '../../../../worker/bureau/xml-content.ts';
import { parseXml } from '../../../../worker/bureau/xml.ts';
import { simulatedBureaus } from '../../../../worker/sandbox/bureau/account.ts';
import { totals } from '../../../../worker/sandbox/bureau/books.ts';
import { dataWords, methodWords } from '../../../../worker/sandbox/bureau/codes.ts';
import { faultGroups, faults } from '../../../../worker/sandbox/bureau/faults.ts';
import { bureauClient, origin } from './bureau-client.ts';

const zip = zipXml(encodeGbk('<?xml version="1.0" encoding="GBK"?>\n<UploadData version="V.3.0"/>'));

let bureau: ReturnType<typeof bureauClient>;
let real: ReturnType<typeof realClient>;
beforeEach(() => {
  bureau = bureauClient();
  real = realClient(simulatedBureaus(origin)['sandbox']!, {
    fetch: async (request) => bureau.app.fetch(request),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
});
const stored = () => totals(bureau.rows).uploads;

describe('the table of faults', () => {
  it('has a name once, words in both languages, and each group', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(new Set(faults.map(({ group }) => group))).toEqual(new Set(faultGroups));
    for (const { words } of faults) expect(words['zh-CN'] && words.en).toBeTruthy();
  });

  it('has every code of the methods, and every result', () => {
    const codes = new Set(faults.map(({ does }) => does));
    for (const code of Object.keys(methodWords)
      .map(Number)
      .filter((each) => each > 3))
      expect(codes).toContain(code);
    for (const code of Object.keys(dataWords).map(Number)) {
      expect(codes.has(code)).toBe(![1001, 1060, 1062, 5001, 5003, 5004].includes(code));
    }
  });
});

describe('an upload', () => {
  const codes = faults.filter(({ group, does }) => group === 'upload' && typeof does === 'number');
  it.each(codes)('is refused by $name, once, and then taken', async ({ name, does }) => {
    await bureau.turn({ fault: name });
    expect(await real.upload({ sequence: 1, zip })).toMatchObject({ kind: 'answered', code: does });
    expect(stored()).toBe(0);
    expect(await real.upload({ sequence: 1, zip })).toMatchObject({ kind: 'answered', code: 0 });
  });

  it.each([
    ['html', 0],
    ['html-200', 0],
    ['hang', 0],
    ['lost', 1],
    ['cut', 1],
    ['half-reply', 1],
  ])('has an unknown outcome by %s', async (does, taken) => {
    await bureau.turn({ fault: `upload:${does}` });
    expect(await real.upload({ sequence: 1, zip })).toMatchObject({ kind: 'unknown' });
    expect(stored()).toBe(taken);
    expect(await real.previousUpload()).toMatchObject(
      taken === 1 ? { kind: 'answered', code: 0, value: { sequence: 1 } } : { kind: 'answered', code: 2 },
    );
  });

  it('meets a fault as often as it was set', async () => {
    await bureau.turn({ fault: 'upload:901', times: 2 });
    for (const code of [901, 901, 0]) expect(await real.upload({ sequence: 1, zip })).toMatchObject({ code });
  });
});

describe('a download', () => {
  it.each(['html', 'half-zip', 'wrong-hash', 'wrong-key', 'hang', 'cut', 'half-reply', 'lost'])(
    'is not usable by %s, and is given again',
    async (does) => {
      await bureau.turn({ fault: `download:${does}` });
      expect(await real.download()).toMatchObject({ kind: 'unknown' });
      expect(await real.download()).toMatchObject({
        kind: 'answered',
        code: 1,
        value: { fileName: 'down00000001.zip' },
      });
    },
  );

  it('is not GBK by not-gbk', async () => {
    await bureau.turn({ fault: 'download:not-gbk' });
    const answer = await real.download();
    if (answer.kind !== 'answered') throw new Error('no answer');
    expect(() => decodeGbk(answer.value!.xml)).toThrow(TypeError);
  });

  it('comes again after its acknowledgement by twice', async () => {
    await bureau.turn({ fault: 'download:twice' });
    const names = [];
    for (let n = 0; n < 2; n += 1) {
      const answer = await real.download();
      if (answer.kind !== 'answered') throw new Error('no answer');
      names.push(answer.value!.fileName);
      expect(await real.acknowledge(answer.value!.fileName)).toMatchObject({ code: 0 });
    }
    expect(names).toEqual(['down00000001.zip', 'down00000001.zip']);
    expect(await real.download()).toMatchObject({ code: 2 });
  });

  it('has a result for a record that nobody sent', async () => {
    await bureau.downloadAll();
    await bureau.turn({ fault: 'now:unknown-result' });
    const answer = await real.download();
    if (answer.kind !== 'answered') throw new Error('no answer');
    const result = childOf(childOf(childOf(parseXml(decodeGbk(answer.value!.xml)), 'ICP'), 'BAJG'), 'Jg_xx');
    expect(textIn(result, 'Bs')).toBe('99999999');
  });
});

/** What the real client asks of the methods that change no filing. */
const asked = {
  previous: () => real.previousUpload(),
  acknowledge: () => real.acknowledge('down00000001.zip'),
  status: () => real.status(0, 'example.cn'),
};

describe.each(['previous', 'acknowledge', 'status'] as const)('a call of %s', (group) => {
  const ask = asked[group];
  const own = faults.filter((fault) => fault.group === group);

  beforeEach(async () => {
    if (group !== 'acknowledge') await real.upload({ sequence: 1, zip });
    await real.download();
  });

  it.each(own.filter(({ does }) => typeof does === 'number'))('is answered by $name, once', async ({ name, does }) => {
    await bureau.turn({ fault: name });
    expect(await ask()).toMatchObject({ kind: 'answered', code: does });
    expect(await ask()).toMatchObject({ kind: 'answered', code: 0 });
  });

  it.each(own.filter(({ does }) => typeof does !== 'number'))('has an unknown outcome by $name', async ({ name }) => {
    await bureau.turn({ fault: name });
    expect(await ask()).toMatchObject({ kind: 'unknown' });
    expect((await ask()).kind).toBe('answered');
  });
});

describe('an acknowledgement', () => {
  it.each([
    ['html', false],
    ['html-200', false],
    ['hang', false],
    ['lost', true],
    ['cut', true],
    ['half-reply', true],
  ])('with an unknown outcome by %s has taken effect: %s', async (does, isDone) => {
    await real.download();
    await bureau.turn({ fault: `acknowledge:${does}` });
    expect(await real.acknowledge('down00000001.zip')).toMatchObject({ kind: 'unknown' });
    expect(await real.download()).toMatchObject(isDone ? { code: 2 } : { code: 1 });
  });
});

describe('the switch', () => {
  it.each([{ fault: 'upload:8888' }, { times: -1 }, { delayMs: 'soon' }, { other: 1 }])(
    'refuses %o',
    async (change) => {
      const answer = await bureau.turn(change as object);
      expect(answer.status).toBe(400);
      expect(await (await bureau.app.request(`${origin}/sandbox/bureau/switch`)).json()).toEqual({
        delayMs: 2_000,
        answersItself: false,
        faults: [],
      });
    },
  );

  it('takes all back, by a form too', async () => {
    await bureau.turn({ fault: 'upload:901', times: 3 });
    const answer = await bureau.app.request(`${origin}/sandbox/bureau/switch?lang=en`, {
      method: 'POST',
      body: new URLSearchParams({ clear: 'true' }),
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sandbox/?lang=en#switch']);
    expect(await real.upload({ sequence: 1, zip })).toMatchObject({ code: 0 });
  });
});

describe('the services', () => {
  it.each([
    ['ISPWebService/upDownLoad', 'isp_upload'],
    ['BeianStatusWebService/queryBeianStatus', 'isp_querybeianstatus'],
  ])('at %s describe themselves', async (path, method) => {
    const answer = await bureau.app.request(`${origin}/sandbox/bureau/${path}?wsdl`);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('xml');
    expect(text).toContain(`<wsdl:operation name="${method}">`);
    expect(text).toContain(`<soap:address location="${origin}/sandbox/bureau/${path}"/>`);
  });

  it('refuse what is no call of theirs', async () => {
    for (const body of ['', '<html></html>', '<Envelope><Body><isp_other/></Body></Envelope>']) {
      const answer = await bureau.app.request(`${origin}/sandbox/bureau/ISPWebService/upDownLoad`, {
        method: 'POST',
        body,
      });
      expect(answer.status).toBe(500);
      expect(await answer.text()).toContain('soap:Fault');
    }
  });
});
