/** `attune.experiment/1` as the server answers it. */

export interface Change {
  at: string;
  by: string;
  what: 'created' | 'started' | 'stopped';
  why: string;
}

export interface ExperimentLine {
  id: string;
  hypothesis: string;
  kind: 'ab' | 'aa';
  state: ExperimentState;
  realVisits: number;
  simulatedVisits: number;
  verdict: string | null;
  history: Change[];
}

export type ExperimentState = 'draft' | 'running' | 'stopped';
export type Visits = 'real' | 'simulated';

export interface Metric {
  id: string;
  role: 'primary' | 'secondary' | 'guardrail';
  better: 'higher' | 'lower';
  unit: string;
  tolerance: number;
  per: 'share' | 'mean';
  windowHours: number;
}

export interface Comparison {
  arm: string;
  metric: string;
  role: Metric['role'];
  controlPeople: number;
  treatmentPeople: number;
  control: number;
  treatment: number;
  difference: number;
  low: number | null;
  high: number | null;
  p: number;
  correctedP: number;
  fixedHorizonP: number;
  lift: number | null;
  liftLow: number | null;
  liftHigh: number | null;
  varianceSaved: number;
}

export interface Day {
  until: string;
  arm: string;
  people: number;
  lift: number | null;
  low: number | null;
  high: number | null;
}

export interface Group {
  cut: string;
  part: string;
  arm: string;
  controlPeople: number;
  treatmentPeople: number;
  lift: number | null;
  low: number | null;
  high: number | null;
}

export interface Report {
  plan: {
    id: string;
    hypothesis: string;
    kind: 'ab' | 'aa';
    arms: { id: string; share: number }[];
    metrics: Metric[];
    unitsPerArm: number;
  };
  state: ExperimentState;
  visits: Visits;
  realVisits: number;
  simulatedVisits: number;
  asOf: string;
  sampleRatio: { observed: number[]; expected: number[]; p: number; alarm: number; broken: boolean };
  arms: {
    id: string;
    assigned: number;
    exposed: number;
    consented: number;
    consentShare: number;
    inSeveralArms: number;
  }[];
  verdicts: { arm: string; id: string; words: string }[];
  comparisons: Comparison[];
  detectable: number | null;
  days: Day[];
  groups: Group[];
  withheldGroups: number;
  k: number;
  holdback: {
    heldBack: number;
    others: number;
    heldBackMean: number;
    othersMean: number;
    lift: number | null;
    low: number | null;
    high: number | null;
  } | null;
  aa: {
    at: string;
    visits: Visits;
    people: number;
    deals: number;
    falseAlarms: number;
    p: number;
    ratioP: number;
  }[];
  notes: string[];
  history: Change[];
  sql: { people: string; sums: string };
}

/** What the demo shop tries; its hypothesis is in the words of whoever starts it. */
export const SHOP_PLAN = {
  id: 'shop-recommendations',
  kind: 'ab',
  arms: [
    { id: 'fixed', share: 0.5 },
    { id: 'adapted', share: 0.5 },
  ],
  metrics: [{ id: 'conversion' }, { id: 'satisfaction' }, { id: 'handling-time' }, { id: 'undone' }],
  unitsPerArm: 20_000,
};

/** Groups of the operator's own as they are typed: `membership=basic,gold; region=north,south`. */
export function groupsOf(text: string): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const each of text.split(';')) {
    const [name, parts] = each.split('=').map(part => part.trim());
    if (!name || !parts) continue;
    groups[name] = parts
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== '');
  }
  return groups;
}

/** Ends of the scale that hold every finite interval, with some air; early intervals may be wider and are cut. */
export function scaleOf(days: readonly Day[]): { low: number; high: number } {
  const settled = days.slice(Math.floor(days.length / 4));
  const ends = settled.flatMap(day => [day.low, day.high]).filter(end => end !== null);
  const most = Math.max(0.05, ...ends.map(end => Math.abs(end)));
  const least = Math.min(0, ...ends);
  return { low: Math.max(least * 1.15, -most), high: Math.max(0.05, ...ends) * 1.15 };
}

const SMALLEST_P = 0.001;

/** No probability is nought, however small: what would be shown as one is told as below the least that is shown. */
export function pOf(p: number, number: (value: number, digits: number) => string): string {
  return p < SMALLEST_P ? `< ${number(SMALLEST_P, 3)}` : number(p, 3);
}
