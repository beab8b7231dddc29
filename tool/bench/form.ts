/** Measures in workerd, from outside, how long a verification form takes: PDF and JPEGs made, read back and compared. */
import { filingRecordOf } from '../../assess/synthetic/filing-record.ts';
import { startServer } from '../dev-server.ts';
import { spreadOf, type Spread } from './statistics.ts';

/** Targets: milliseconds for one page with its share of the PDF. Source: DESIGN §9. */
export const formTargets = { pageMs: 900 };

/** A unit whose every character the font has. */
const record = filingRecordOf(2, { business: 'new-filing', kind: 'unit', domains: 2 });

/** Bytes of a text in base64url. */
const bytesOf = (text: string): number => Math.floor((text.length * 3) / 4);

interface Answer {
  /** Base64url. */
  readonly pdf: string;
  readonly pictures: readonly string[];
}

export interface FormTimes {
  /** Milliseconds of a whole form, divided by its pages. */
  readonly perPage: Spread;
  readonly pages: number;
  readonly pdfBytes: number;
  /** Of the largest page. */
  readonly pictureBytes: number;
}

/** @param runs forms measured, after two that warm up */
export async function measureForm(runs = 10): Promise<FormTimes> {
  const server = await startServer();
  try {
    const make = async (): Promise<Answer> => {
      const response = await fetch(`${server.origin}/demo/api/forms`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ record }),
      });
      if (!response.ok) throw new Error(`the form answered ${response.status}`);
      return (await response.json()) as Answer;
    };
    const { pdf, pictures } = await make();
    await make();
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const startedMs = performance.now();
      await make();
      times.push((performance.now() - startedMs) / pictures.length);
    }
    return {
      perPage: spreadOf(times),
      pages: pictures.length,
      pdfBytes: bytesOf(pdf),
      pictureBytes: Math.max(...pictures.map(bytesOf)),
    };
  } finally {
    await server.stop();
  }
}
