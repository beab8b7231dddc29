/** What the provider's webhook hears: of which cases there is news. */
export class News {
  readonly #awaited = new Map<string, PromiseWithResolvers<void>>();

  /** Ends with the next news of a case. */
  next(id: string): Promise<void> {
    const awaited = this.#awaited.get(id) ?? Promise.withResolvers<void>();
    this.#awaited.set(id, awaited);
    return awaited.promise;
  }

  tell(id: string): void {
    this.#awaited.get(id)?.resolve();
    this.#awaited.delete(id);
  }
}
