import type { Translator } from '../i18n/translator';

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

/** Topics and channels have words of their own; products and segments are called what people call them. */
export function nameOf(t: Translator, dimension: string, name: string): string {
  if (name === '') return '–';
  return dimension === 'topic' || dimension === 'channel' ? t.named(dimension, name) : name;
}

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

/** How many filters can be set at once: the server keeps sums by three dimensions together. */
export const MOST_FILTERS = 2;

export interface Question {
  days: string;
  by: DimensionName;
  /** One name each of other dimensions than `by`. */
  filters: Partial<Record<DimensionName, string>>;
  query: string;
}

/** The question that the page's address asks; what is not asked has its usual value. */
export function question(asked: URLSearchParams): Question {
  const days = PERIODS.find(period => period === asked.get('days')) ?? '30';
  const by = DIMENSIONS.find(dimension => dimension === asked.get('by')) ?? 'product';
  const filters: Question['filters'] = {};
  for (const filter of asked.getAll('filter')) {
    const dimension = DIMENSIONS.find(each => filter.startsWith(`${each}:`));
    if (!dimension || dimension === by || Object.keys(filters).length === MOST_FILTERS) continue;
    filters[dimension] = filter.slice(dimension.length + 1);
  }
  const query = new URLSearchParams({ days, by });
  for (const [dimension, name] of Object.entries(filters)) query.append('filter', `${dimension}:${name}`);
  return { days, by, filters, query: query.toString() };
}

/** When a moment of the chart began. A day is one of UTC, as it was summed; an hour is the reader's own. */
export function begun(language: string, step: Answer['step'], iso: string): string {
  const parts: Intl.DateTimeFormatOptions =
    step === 'hour' ? { hour: '2-digit', minute: '2-digit' } : { timeZone: 'UTC', month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(language, parts).format(new Date(iso));
}

/** How far alerts and cases of the last days came. */
export interface FunnelCounts {
  alerts: { raised: number; settled: number };
  cases: { opened: number; begun: number; helped: number; answered: number; repaired: number };
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
