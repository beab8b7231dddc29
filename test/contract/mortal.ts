/** Ports of a process that dies: at a chosen call, before or after it takes effect, and from then on nothing works. */

/** The process is dead. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export class Life {
  /** Calls so far. */
  calls = 0;
  isDead = false;
  readonly #endsAt: number;
  readonly #takesEffect: boolean;

  /** @param endsAt number of the call, from 1 @param takesEffect whether the last call is carried out and only its answer is lost */
  constructor(endsAt = Infinity, takesEffect = false) {
    this.#endsAt = endsAt;
    this.#takesEffect = takesEffect;
  }

  async call<T>(act: () => T | Promise<T>): Promise<T> {
    if (this.isDead) throw new Killed();
    this.calls += 1;
    if (this.calls < this.#endsAt) return act();
    this.isDead = true;
    if (this.#takesEffect) await act();
    throw new Killed();
  }
}

/** A port whose every call is a step at which the process may die. */
export const mortal = <Port extends object>(port: Port, life: Life): Port =>
  new Proxy(port, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => life.call(() => Reflect.apply(value, target, args) as unknown);
    },
  });
