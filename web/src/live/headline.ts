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

const EXPRESSION_LEADS_FROM = 0.5;
const STATE_SHOWN_FROM = 0.5; // a state is a hypothesis of its own: it leads only when more likely than not
const STATE_CONFIDENCE = 0.3;
// these describe how the person takes part, not what is displayed; they never lead
const NEVER_LEADING = new Set(['engagement', 'attention']);

/**
 * What the newest sample says in one line, and since when without a break.
 *
 * @param unread why nothing is read now, whatever was read before
 */
export function headline(samples: readonly Sample[], unread: string | null = null): Headline {
  const latest = samples.at(-1);
  if (unread !== null) return { kind: 'not-measurable', reason: unread };
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

/**
 * The most probable expression when it is likelier than not; else a likely state; else the most probable expression.
 * Interest accompanies most clear expressions, so a state must not push one aside.
 */
function leading(affect: Affect): [string, number] {
  const expressions = isDisplayed(affect.expression) ? strongestFirst(Object.entries(affect.expression)) : [];
  const states = strongestFirst(
    Object.entries(affect.states).flatMap(([state, measurement]): [string, number][] => {
      const likely =
        isMeasured(measurement) && measurement.value >= STATE_SHOWN_FROM && measurement.confidence >= STATE_CONFIDENCE;
      return likely && !NEVER_LEADING.has(state) ? [[state, measurement.value]] : [];
    }),
  );
  const [top = ['neutral', 0] satisfies [string, number]] = expressions;
  const clear = top[0] !== 'neutral' && top[1] >= EXPRESSION_LEADS_FROM;
  return clear ? top : (states[0] ?? top);
}

function strongestFirst(candidates: [string, number][]): [string, number][] {
  return candidates.sort((a, b) => b[1] - a[1]);
}
