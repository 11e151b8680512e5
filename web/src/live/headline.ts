import { isDisplayed, isMeasured, type Affect } from '../sdk/messages';
import type { Sample } from './affect-history';

export type Headline =
  | { kind: 'waiting' }
  | { kind: 'not-measurable'; reason: string }
  | {
      kind: 'displayed';
      /** An emotion or state id. */
      name: string;
      probability: number;
      forMs: number;
      baseline: Affect['baseline'];
    };

const STATE_SHOWN_FROM = 0.5; // a state is a hypothesis of its own: it leads only when more likely than not
const STATE_CONFIDENCE = 0.3;
// these describe how the person takes part, not what is displayed; they never lead
const NEVER_LEADING = new Set(['engagement', 'attention']);

/** What the newest sample says in one line, and since when without a break. */
export function headline(samples: readonly Sample[]): Headline {
  const latest = samples.at(-1);
  if (!latest) return { kind: 'waiting' };
  if (latest.missing !== null || !latest.affect) {
    return { kind: 'not-measurable', reason: latest.missing ?? 'not-enough-evidence' };
  }
  const [name, probability] = leading(latest.affect);
  let since = latest.atMs;
  for (let i = samples.length - 1; i >= 0; i--) {
    const sample = samples[i]!;
    if (sample.missing !== null || !sample.affect || leading(sample.affect)[0] !== name) break;
    since = sample.atMs;
  }
  return { kind: 'displayed', name, probability, forMs: latest.atMs - since, baseline: latest.affect.baseline };
}

/** The most probable expression, or a state that is likelier than it. Neutral leads only when nothing else does. */
function leading(affect: Affect): [string, number] {
  const candidates: [string, number][] = [];
  if (isDisplayed(affect.expression)) candidates.push(...Object.entries(affect.expression));
  for (const [state, measurement] of Object.entries(affect.states)) {
    const likely =
      isMeasured(measurement) && measurement.value >= STATE_SHOWN_FROM && measurement.confidence >= STATE_CONFIDENCE;
    if (likely && !NEVER_LEADING.has(state)) candidates.push([state, measurement.value]);
  }
  const ranked = candidates.sort((a, b) => b[1] - a[1]);
  const state = ranked.find(([name]) => name in affect.states);
  const top = ranked[0] ?? ['neutral', 0];
  return top[0] === 'neutral' && state ? state : top;
}
