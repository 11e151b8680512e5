/** Of what is shown now, what got no answer when it was asked for again: from when each is, `Date.now()`. */
class OutOfDate {
  readonly #since = new Map<symbol, number>();
  readonly #listeners = new Set<() => void>();

  /** Something shown is from `since`; what this returns settles that. */
  add(since: number): () => void {
    const key = Symbol();
    this.#since.set(key, since);
    this.#notify();
    return () => {
      this.#since.delete(key);
      this.#notify();
    };
  }

  readonly oldest = (): number | null => (this.#since.size === 0 ? null : Math.min(...this.#since.values()));

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const outOfDate = new OutOfDate();
