/** What `/v1/dashboards` answers; see docs/segments.md. */

export interface Figures {
  people: number;
  events: number;
  readings: number;
  valence: number;
  negative: number;
  neutral: number;
  positive: number;
}

export type DimensionName = 'product' | 'channel' | 'segment' | 'topic';
export const DIMENSIONS: readonly DimensionName[] = ['product', 'channel', 'segment', 'topic'];

export interface Answer {
  from: string;
  to: string;
  step: 'hour' | 'day';
  k: number;
  exactPeople: number;
  total: Figures | null;
  overTime: { begin: string; figures: Figures | null }[];
  lines: { name: string; figures: Figures; change: number | null }[];
  hidden: number;
  drivers: { dimension: string; name: string; effect: number }[];
}

export const PERIODS = ['1', '7', '30', '90'] as const;

/** The question that the page's address asks; what is not asked has its usual value. */
export function question(asked: URLSearchParams): { days: string; by: DimensionName; query: string } {
  const days = PERIODS.find(period => period === asked.get('days')) ?? '30';
  const by = DIMENSIONS.find(dimension => dimension === asked.get('by')) ?? 'product';
  const query = new URLSearchParams({ days, by });
  const filter = asked.get('filter');
  if (filter && !filter.startsWith(`${by}:`)) query.set('filter', filter);
  return { days, by, query: query.toString() };
}

export interface Point {
  x: number;
  y: number;
}

/** Lines through what is known: a gap, where `y` is null, ends one and begins another. */
export function runs(points: { x: number; y: number | null }[]): Point[][] {
  const all: Point[][] = [];
  let current: Point[] = [];
  for (const { x, y } of points) {
    if (y !== null) current.push({ x, y });
    else if (current.length > 0) {
      all.push(current);
      current = [];
    }
  }
  return current.length > 0 ? [...all, current] : all;
}
