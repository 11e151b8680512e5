import type { Translator } from '../i18n/translator';

/** What the server tells about customers; see docs/customers.md. */
export interface CustomerRow {
  person: string;
  subject: string;
  since: string;
  /** At most 100 of each record are counted. */
  events: number;
  moreEvents: boolean;
  lastAt: string | null;
}

export interface CustomerListing {
  customers: CustomerRow[];
  inAll: number;
  next: string | null;
}

export interface Attitude {
  valence: number;
  weight: number;
  lastSeen: string;
  expires: string;
}

export interface Answers {
  latest: number;
  at: string;
  mean: number;
  n: number;
}

export interface Week {
  monday: string;
  valence: number | null;
  measured: number;
  answers: number;
}

export interface CustomerView {
  profile: {
    person: string;
    traits: Record<string, unknown>;
    attitudes: Record<string, Attitude>;
    answers: { csat: Answers | null; nps: Answers | null; ces: Answers | null };
    dynamics: { weeks: Week[]; trend: number | null; volatility: number | null; baseline: number | null };
    asOf: string;
  };
  since: string;
  subjects: string[];
  ids: { kind: string; value: string; addedAt: string }[];
  merges: { id: string; people: number; mergedAt: string; mergedBy: string }[];
  /** At most 100 of each record are counted. */
  events: number;
  moreEvents: boolean;
  lastAt: string | null;
  evidence: Record<string, { event: string; type: string; at: string; valence: number }[]>;
  /** What was measured by these is not shown to this reader. */
  hidden: string[];
}

export interface CustomerEvent {
  id: string;
  type: string;
  at: string;
  arrivedAt: string;
  channel: string | null;
  product: string | null;
  topic: string | null;
  valence: number | null;
  arousal: number | null;
  score: number | null;
  properties: Record<string, unknown>;
}

export interface DeadLetter {
  id: string;
  arrivedAt: string;
  source: string;
  type: string;
  path: string;
  /** What kind of thing is wrong; empty where an older server wrote it down. */
  wrong: string;
  schemaPath: string;
  reason: string;
  masked: string;
  replayable: boolean;
}

export interface AllReplayed {
  stored: number;
  duplicates: number;
  refused: number;
  stillWrong: number;
}

/** What became of a file's events. */
export interface Imported {
  stored: number;
  duplicates: number;
  refused: number;
  rejectedInAll: number;
  /** The first of them; `index` counts the file's events from 0. */
  rejected: { index: number; path: string; schemaPath: string; reason: string; deadLetter: string }[];
}

/** As which of the two forms of file the server is to read it. */
export const formatOf = (name: string): 'csv' | 'jsonl' => (name.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl');

export type Leaning = 'negative' | 'neutral' | 'positive';

const NEUTRAL_WITHIN = 0.15; // as coarse as what is kept, which comes in tenths

/** Which way a valence leans, for a colour and a word beside the number. */
export function leaning(valence: number): Leaning {
  if (valence < -NEUTRAL_WITHIN) return 'negative';
  return valence > NEUTRAL_WITHIN ? 'positive' : 'neutral';
}

/** `product:lamp` as its kind and its name; a name may hold colons itself. */
export function thing(key: string): { kind: string; name: string } {
  const end = key.indexOf(':');
  return end < 0 ? { kind: '', name: key } : { kind: key.slice(0, end), name: key.slice(end + 1) };
}

/** `track:Order Returned` likewise; `page` is a kind without a name. */
export function kindOf(type: string): { kind: string; name: string } {
  const end = type.indexOf(':');
  return end < 0 ? { kind: type, name: '' } : { kind: type.slice(0, end), name: type.slice(end + 1) };
}

/** What an event says beside its kind, in one line: `reason: leaks · price: 20`. */
export function inOneLine(properties: Record<string, unknown>): string {
  return Object.entries(properties)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(' · ');
}

/** Words of JSON Schema that a rule may end with, and that have a sentence of their own. */
const RULES = [
  'required',
  'type',
  'enum',
  'const',
  'pattern',
  'format',
  'maxLength',
  'minLength',
  'maximum',
  'minimum',
];

/**
 * What is wrong with an event. The server's words are English and have the values, so elsewhere they stand behind a
 * sentence of the language.
 */
export function whatIsWrong(t: Translator, letter: Pick<DeadLetter, 'wrong' | 'schemaPath' | 'reason'>): string {
  if (t.language === 'en') return letter.reason;
  const wrong = letter.wrong || (letter.schemaPath && 'rule');
  if (wrong === '') return letter.reason;
  const rule = letter.schemaPath.split('/').findLast(word => RULES.includes(word));
  const meaning = wrong === 'rule' && rule ? t.named('letters.rule', rule) : t.named('letters.wrong', wrong);
  return `${meaning} ${t.text('error.answered', { message: letter.reason })}`;
}
