import { isDisplayed, type Affect, type Expression } from '../sdk/messages';
import type { Sample } from './affect-history';

/** What one source makes of the expression. */
export type Opinion = { name: string; probability: number } | { reason: string };

export interface Opinions {
  /** All evidence together. */
  whole: Opinion;
  /** The action units alone, null when the server does not give a second opinion. */
  units: Opinion | null;
  /** `open` while one of them abstains. */
  verdict: 'agree' | 'differ' | 'open';
}

const COMPARED_MS = 2000;
const DIFFER_FROM = 0.5; // more often than not

export function opinion(expression: Expression): Opinion {
  if (!isDisplayed(expression)) return { reason: expression.reason };
  const [name, probability] = Object.entries(expression).reduce((best, each) => (each[1] > best[1] ? each : best));
  return { name, probability };
}

/** The newest opinions; whether they agree is judged over two seconds, so that the verdict does not flicker. */
export function opinions(samples: readonly Sample[]): Opinions | null {
  const latest = samples.at(-1);
  if (!latest?.affect) return null;
  const now = both(latest.affect);
  let compared = 0;
  let different = 0;
  for (let i = samples.length - 1; i >= 0 && samples[i]!.atMs > latest.atMs - COMPARED_MS; i--) {
    const { affect } = samples[i]!;
    if (!affect) continue;
    const { whole, units } = both(affect);
    if (!units || 'reason' in whole || 'reason' in units) continue;
    compared++;
    if (whole.name !== units.name) different++;
  }
  if (!now.units || 'reason' in now.whole || 'reason' in now.units) return { ...now, verdict: 'open' };
  return { ...now, verdict: different > DIFFER_FROM * compared ? 'differ' : 'agree' };
}

function both(affect: Affect): Pick<Opinions, 'whole' | 'units'> {
  return {
    whole: opinion(affect.expression),
    units: affect.unitsExpression ? opinion(affect.unitsExpression) : null,
  };
}
