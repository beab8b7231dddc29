/** A provider's backend and its filers: they repeat every request until it is answered, and remember what they were answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Filer, type Call, type Site } from '../../assess/synthetic/filer.ts';
import type { Moment } from './killer.ts';

/** Nobody knows what became of the request, or the worker was too busy for it. The message says why, without what was asked. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
  /** When to send it again. */
  readonly afterMs: number;

  constructor(message: string, afterMs = againMs) {
    super(message);
    this.afterMs = afterMs;
  }
}

/** The worker refused what it should have done. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;

  constructor(what: string, status: number, text: string) {
    super(`${what}: ${status} ${text}`);
    this.status = status;
    this.code = codeIn(text);
  }
}

function codeIn(text: string): string {
  try {
    return String((JSON.parse(text) as { readonly code?: unknown }).code);
  } catch {
    return 'none';
  }
}

/** From a request without an answer to the next one. */
const againMs = 150;

/** A request that is not answered in this time is sent again, as if its connection were broken. */
const answerMs = 60_000;

/** Longer than a worker takes to start on a busy machine. */
const patienceMs = 300_000;

/** Times of one kind of request, in milliseconds, from its first sending to its answer. */
export type Timings = Map<string, number[]>;

export interface Asked {
  /** API key. */
  readonly key: string;
  readonly body?: unknown;
  /** In place of `body`: what is sent as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Under which name its time is kept; undefined for one that only reads. */
  readonly as?: string;
}

export class Client implements Site {
  readonly origin: string;
  /** Requests that were answered, and those that were sent again. */
  answered = 0;
  repeated = 0;
  /** Why requests were sent again, and how often. */
  readonly troubles = new Map<string, number>();
  readonly timings: Timings = new Map();
  /** Size of each write's body, by its kind. */
  readonly writes = new Map<string, number[]>();
  readonly #note: (moment: Moment) => void;
  readonly app: Site['app'];
  readonly clock = {
    get nowMs() {
      return Date.now();
    },
  };

  constructor(origin: string, note: (moment: Moment) => void) {
    this.origin = origin;
    this.#note = note;
    this.app = { request: (url, init) => this.#sendOnce(url, init) };
  }

  async waitUntil(atMs: number): Promise<void> {
    await sleep(Math.max(0, atMs - Date.now()));
  }

  /** Sends a request until it is answered. @throws Refused */
  async ask(method: string, path: string, { key, body, text: given, headers, as }: Asked): Promise<Response> {
    const text = body === undefined ? given : JSON.stringify(body);
    const init = {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
      ...(text !== undefined && { body: text }),
    };
    const response = await this.timed(as, text?.length ?? 0, () => this.#sendOnce(`${this.origin}${path}`, init));
    if (!response.ok) throw new Refused(`${method} ${path}`, response.status, await response.text());
    return response;
  }

  /** Repeats what is not answered, and keeps its time. */
  async timed(as: string | undefined, bytes: number, send: () => Promise<Response>): Promise<Response> {
    const startedMs = performance.now();
    for (;;) {
      try {
        const response = await send();
        this.answered += 1;
        if (as !== undefined) {
          pushTo(this.timings, as, performance.now() - startedMs);
          pushTo(this.writes, as, bytes);
        }
        return response;
      } catch (error) {
        if (!(error instanceof Unanswered) || performance.now() - startedMs > patienceMs) throw error;
        this.repeated += 1;
        this.troubles.set(error.message, 1 + (this.troubles.get(error.message) ?? 0));
        await sleep(error.afterMs);
      }
    }
  }

  /** The whole answer. @throws Unanswered if it does not arrive, or says that the worker has failed or is busy */
  async #sendOnce(url: string, init?: RequestInit): Promise<Response> {
    const sent = fetch(url, { ...init, signal: AbortSignal.timeout(answerMs) });
    this.#note('request');
    try {
      const response = await sent;
      const body = await response.arrayBuffer();
      const { status, headers } = response;
      if (status >= 500 || status === 429) {
        const afterMs = 1000 * Number(headers.get('retry-after') ?? 0);
        throw new Unanswered(`${status} ${codeIn(new TextDecoder().decode(body))}`, Math.max(againMs, afterMs));
      }
      this.#note('answer');
      return new Response(status === 204 ? null : body, { status, headers });
    } catch (error) {
      if (error instanceof Unanswered) throw error;
      const { message, cause } = error as Error;
      throw new Unanswered(cause instanceof Error ? `${message}: ${(cause as NodeJS.ErrnoException).code}` : message);
    }
  }
}

function pushTo(lists: Map<string, number[]>, name: string, value: number): void {
  const list = lists.get(name);
  if (list) list.push(value);
  else lists.set(name, [value]);
}

/** A filer who sends again what was not answered, with a new proof each time. */
export class InsistentFiler extends Filer<Client> {
  override send(method: string, path: string, call: Call = {}): Promise<Response> {
    const as = method === 'GET' ? undefined : `filer ${method} ${path}`;
    const bytes = call.json === undefined ? 0 : JSON.stringify(call.json).length;
    return this.host.timed(as, bytes, () => super.send(method, path, call));
  }
}
