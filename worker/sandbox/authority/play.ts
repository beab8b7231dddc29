/** Plays a scene: the shape's own answer, or trouble on the way. */
import { sandboxHeader } from '../../authority/exchange.ts';
import type { Received } from './received.ts';
import { sceneOf, type Case, type Trouble } from './test-number.ts';

export interface SimulationPorts {
  readonly received: Pick<Received, 'add'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits while a database is silent. */
  readonly pause: (ms: number) => Promise<void>;
}

/** How long a silent database is silent: longer than anyone waits. */
const silenceMs = 120_000;

/** A question as a shape understood it. */
export interface Understood<C extends Case> {
  readonly shape: string;
  readonly operation: string;
  /** Which scene is played. */
  readonly number: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly portrait?: string | undefined;
  readonly cases: readonly C[];
  /** The code of a match. */
  readonly matchCode: string;
  /** The answer in the shape's form; undefined: all agrees. */
  readonly answer: (answer: C | undefined) => Response | Promise<Response>;
  /** The answer with a code that no document has. */
  readonly undocumented: () => Response | Promise<Response>;
}

/** Numbers whose first question had trouble. The second one of each is answered. */
export type Troubled = Set<string>;

export async function play<C extends Case>(
  understood: Understood<C>,
  troubled: Troubled,
  { received, now, pause }: SimulationPorts,
): Promise<Response> {
  const { shape, operation, number, fields, portrait, cases, matchCode } = understood;
  const scene = sceneOf(number, cases);
  const trouble = scene && 'trouble' in scene ? stillTrouble(scene.trouble, `${shape} ${number}`, troubled) : undefined;
  const answer = scene && 'answer' in scene ? scene.answer : undefined;
  const answered = trouble ?? answer?.code ?? matchCode;
  await received.add({ atMs: now(), shape, operation, fields, ...(portrait && { portrait }), answered });
  if (trouble === 'silence') {
    await pause(silenceMs);
    return new Response(null, { status: 504 });
  }
  if (trouble === 'undocumented') return understood.undocumented();
  if (trouble) return brokenAnswer(trouble);
  return understood.answer(answer);
}

function stillTrouble(
  trouble: Trouble,
  key: string,
  troubled: Troubled,
): Exclude<Trouble, `${string}-first`> | undefined {
  if (trouble !== 'silence-first' && trouble !== 'cut-first') return trouble;
  if (troubled.delete(key)) return undefined;
  troubled.add(key);
  return trouble === 'cut-first' ? 'cut' : 'silence';
}

function brokenAnswer(trouble: Exclude<Trouble, `${string}-first` | 'silence' | 'undocumented'>): Response {
  const json = { 'content-type': 'application/json' };
  switch (trouble) {
    case 'cut':
      return new Response(brokenOff('{"Req'), { headers: json });
    case 'busy':
      return new Response('{}', { status: 429, headers: { ...json, 'retry-after': '7' } });
    case 'html':
      return new Response('<html>502 Bad Gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } });
    case 'half-json':
      return new Response('{"RequestId": "sandbox", "Re', { headers: json });
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: '/sandbox/authority/elsewhere' } });
    case 'content-type':
      return new Response('{"RequestId": "sandbox"}', { headers: { 'content-type': 'text/plain' } });
  }
}

/** A body whose connection breaks after its first bytes. */
function brokenOff(start: string): ReadableStream<Uint8Array> {
  let isStarted = false;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isStarted) controller.error(new Error('the simulated database cut the connection'));
      else controller.enqueue(new TextEncoder().encode(start));
      isStarted = true;
    },
  });
}

/** A JSON answer of the simulated database. */
export const jsonAnswer = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json;charset=utf-8' } });

/** Marks an answer as one of the sandbox. */
export function marked(response: Response): Response {
  const answer = new Response(response.body, response);
  answer.headers.set(sandboxHeader, 'true');
  return answer;
}
