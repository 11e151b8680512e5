/**
 * Media time of a video that may loop or be sought backwards: strictly increasing microseconds.
 * The protocol knows no other clock.
 */
export class MediaClock {
  #offset = 0;
  #last = -1;
  #position = 0;

  /** @param seconds the video's own position */
  at(seconds: number): number {
    const micros = Math.round(seconds * 1e6);
    // started again: go on one frame (40 ms) after where the position stood
    if (micros < this.#position) this.#offset += this.#position - micros + 40_000;
    this.#position = micros;
    this.#last = Math.max(this.#last + 1, micros + this.#offset);
    return this.#last;
  }
}
