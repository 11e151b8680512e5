/**
 * Counts frames that were sent and not yet answered, so that a slow server is not buried.
 *
 * The server answers with the newest frame it analysed and silently replaces older ones that waited, so an answer
 * settles its own frame and all before it. A frame that nothing answers counts as lost after `patienceMs`.
 */
export class InFlight {
  readonly #limit: number;
  /** How long an answer is waited for. */
  patienceMs: number;
  #waiting: { sequence: number; sentAtMs: number }[] = [];

  constructor(limit = 2, patienceMs = 2000) {
    this.#limit = limit;
    this.patienceMs = patienceMs;
  }

  hasRoom(nowMs: number): boolean {
    this.#waiting = this.#waiting.filter(frame => nowMs - frame.sentAtMs < this.patienceMs);
    return this.#waiting.length < this.#limit;
  }

  sent(sequence: number, nowMs: number): void {
    this.#waiting.push({ sequence, sentAtMs: nowMs });
  }

  /** Returns the time since that frame was sent, or null when it is not waited for any more. */
  answered(sequence: number, nowMs: number): number | null {
    const frame = this.#waiting.find(waiting => waiting.sequence === sequence);
    this.#waiting = this.#waiting.filter(waiting => waiting.sequence > sequence);
    return frame ? nowMs - frame.sentAtMs : null;
  }

  clear(): void {
    this.#waiting = [];
  }
}
