/** Answer of `GET /v1/sessions/{id}/explain`, see docs/replay.md. */
export interface Explanation {
  atMs: number;
  people: ExplainedPerson[];
  voice?: { fromMs: number; toMs: number; prosody: Record<string, number>; baseline: string };
  words?: { atMs: number; language: string };
  body?: { atMs: number; signals: Record<string, number>; device: string };
  formulas: string[];
  models: string[];
}

export interface ExplainedPerson {
  trackId: number;
  atMs: number;
  valence: ExplainedSum;
  arousal: ExplainedSum;
  formula: string;
  baseline: string;
  delayMs: number;
  actionUnits: { id: string; left: number; right: number; reliability: number; evidence: string }[];
}

export interface ExplainedSum {
  value?: number;
  reason?: string;
  parts: ExplainedPart[];
}

export interface ExplainedPart {
  modality: string;
  said: number;
  weight: number;
  effect: number;
  terms: { input: string; effect: number }[];
}

/** One step of a waterfall: where a part begins and ends on the way to the sum. */
export interface Step {
  part: ExplainedPart;
  from: number;
  to: number;
}

/** The parts one after another from 0; the last one ends at the sum. */
export function waterfall(parts: readonly ExplainedPart[]): Step[] {
  let sum = 0;
  return parts.map(part => {
    const from = sum;
    sum += part.effect;
    return { part, from, to: sum };
  });
}

/** The second whose valence or arousal is furthest from 0: where a reader most likely asks why. */
export function strongestSecond(
  seconds: readonly { atMs: number; valence: number | null; arousal: number | null }[],
): number {
  let best = { atMs: 0, size: -1 };
  for (const { atMs, valence, arousal } of seconds) {
    const size = Math.max(Math.abs(valence ?? 0), Math.abs(arousal ?? 0));
    if (size > best.size) best = { atMs, size };
  }
  return best.atMs;
}
