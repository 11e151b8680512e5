/** Of questions asked one after another only the newest counts: an answer to an earlier one may come later. */
export class Newest {
  #asked = 0;

  /** Begins a question; what it returns tells whether it is still the newest. */
  ask(): () => boolean {
    const mine = ++this.#asked;
    return () => mine === this.#asked;
  }
}
