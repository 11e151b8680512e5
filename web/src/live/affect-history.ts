import { HEADLINE_EMOTIONS, type HeadlineEmotion } from '../theme/tokens';
import { isDisplayed, isMeasured, type Affect, type AffectMessage, type Measurement } from '../sdk/messages';

export const HISTORY_MS = 60_000;

/** One analysed frame of the person in focus. A null was not measurable. */
export interface Sample {
  atMs: number;
  valence: { value: number; confidence: number } | null;
  arousal: { value: number; confidence: number } | null;
  emotions: Record<HeadlineEmotion, number | null>;
  affect: Affect | null;
  /** Why the expression is missing, null when it is not. */
  missing: string | null;
}

/** The last minute of one person's samples, oldest first, and how much of the whole session could be measured. */
export class AffectHistory {
  #samples: Sample[] = [];
  #trackId: number | null = null;
  #measured = 0;
  #total = 0;

  get samples(): readonly Sample[] {
    return this.#samples;
  }

  get latest(): Sample | undefined {
    return this.#samples.at(-1);
  }

  /** The person in focus; others in the picture are boxed but not plotted. */
  get trackId(): number | null {
    return this.#trackId;
  }

  /** Share of all frames in which the expression was measurable, null before the first frame. */
  get coverage(): number | null {
    return this.#total === 0 ? null : this.#measured / this.#total;
  }

  add(message: AffectMessage): void {
    this.#trackId = this.#focus(message);
    const affect = message.affect.find(candidate => candidate.trackId === this.#trackId) ?? null;
    const sample = toSample(message.atMs, affect);
    // a new connection starts the server's session again; what was before does not belong to it
    if (message.atMs <= (this.latest?.atMs ?? -1)) this.#samples = [];
    this.#samples.push(sample);
    this.#total++;
    if (sample.missing === null) this.#measured++;
    const oldest = message.atMs - HISTORY_MS;
    while (this.#samples[0] && this.#samples[0].atMs < oldest) this.#samples.shift();
  }

  /** A copy that does not change any more, for a paused view. */
  frozen(): readonly Sample[] {
    return [...this.#samples];
  }

  /** Stays with the same person while they are seen, otherwise takes the largest face. */
  #focus(message: AffectMessage): number | null {
    if (message.faces.some(face => face.trackId === this.#trackId)) return this.#trackId;
    const largest = message.faces.reduce<AffectMessage['faces'][number] | null>(
      (best, face) => (best && best.box[2] * best.box[3] >= face.box[2] * face.box[3] ? best : face),
      null,
    );
    return largest?.trackId ?? this.#trackId;
  }
}

function toSample(atMs: number, affect: Affect | null): Sample {
  const expression = affect && isDisplayed(affect.expression) ? affect.expression : null;
  const interest = affect?.states.interest;
  const emotions = Object.fromEntries(
    HEADLINE_EMOTIONS.map(emotion => {
      if (emotion === 'interest') return [emotion, isMeasured(interest) ? interest.value : null];
      return [emotion, expression ? expression[emotion] : null];
    }),
  ) as Sample['emotions'];
  return {
    atMs,
    valence: measured(affect?.valence),
    arousal: measured(affect?.arousal),
    emotions,
    affect,
    missing: expression ? null : missingReason(affect),
  };
}

function missingReason(affect: Affect | null): string {
  if (!affect) return 'no-face';
  return 'reason' in affect.expression ? affect.expression.reason : 'not-enough-evidence';
}

function measured(measurement: Measurement | undefined) {
  return isMeasured(measurement) ? measurement : null;
}

/** A stretch of samples in which something was missing. */
export interface Gap {
  fromMs: number;
  toMs: number;
  reason: string;
}

/** Stretches without a measurable expression, for hatching. A stretch ends where measuring starts again. */
export function gaps(samples: readonly Sample[]): Gap[] {
  const found: Gap[] = [];
  let open: Gap | null = null;
  for (const sample of samples) {
    if (sample.missing === null) {
      if (open) open.toMs = sample.atMs;
      open = null;
    } else if (open && open.reason === sample.missing) {
      open.toMs = sample.atMs;
    } else {
      if (open) open.toMs = sample.atMs;
      open = { fromMs: sample.atMs, toMs: sample.atMs, reason: sample.missing };
      found.push(open);
    }
  }
  return found;
}
