/** Measures in workerd, from outside, how long a verification form takes: PDF and JPEGs made, read back and compared. */
import { filingRecordOf } from '../../assess/synthetic/filing-record.ts';
import { startServer } from '../dev-server.ts';
import { spreadOf, type Spread } from './statistics.ts';

/** Targets: milliseconds of a usual form, and bytes of its PDF. Source: DESIGN §9. */
export const formTargets = { formMs: 900, pdfBytes: 60_000 };

/** A unit whose every character the font has. */
const recordWith = (domains: number) => filingRecordOf(2, { business: 'new-filing', kind: 'unit', domains });

/** Bytes of a text in base64url. */
const bytesOf = (text: string): number => Math.floor((text.length * 3) / 4);

interface Answer {
  /** Base64url. */
  readonly pdf: string;
  readonly pictures: readonly string[];
}

export interface FormTimes {
  /** Milliseconds of a form with its annex: from the request to the answer. */
  readonly whole: Spread;
  /** Milliseconds that each further page of annex takes: of a form with 500 domains, what it takes longer by its pages. */
  readonly perPageMs: number;
  readonly pages: number;
  readonly pdfBytes: number;
  /** Of the largest page. */
  readonly pictureBytes: number;
}

/** @param runs forms measured, after two that warm up */
export async function measureForm(runs = 10): Promise<FormTimes> {
  const server = await startServer();
  try {
    const make = async (domains = 2): Promise<Answer> => {
      const response = await fetch(`${server.origin}/demo/api/forms`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ record: recordWith(domains) }),
      });
      if (!response.ok) throw new Error(`the form answered ${response.status}`);
      return (await response.json()) as Answer;
    };
    const { pdf, pictures } = await make();
    await make();
    const timesOf = async (count: number, domains?: number): Promise<number[]> => {
      const times: number[] = [];
      for (let run = 0; run < count; run += 1) {
        const startedMs = performance.now();
        await make(domains);
        times.push(performance.now() - startedMs);
      }
      return times;
    };
    const whole = spreadOf(await timesOf(runs));
    const { pictures: many } = await make(500);
    const long = spreadOf(await timesOf(3, 500));
    return {
      whole,
      perPageMs: (long.median - whole.median) / (many.length - pictures.length),
      pages: pictures.length,
      pdfBytes: bytesOf(pdf),
      pictureBytes: Math.max(...pictures.map(bytesOf)),
    };
  } finally {
    await server.stop();
  }
}
