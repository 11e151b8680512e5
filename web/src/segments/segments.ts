import type { Translator } from '../i18n/translator';

/** What `/v1/segments` answers; see docs/segments.md. */

export interface Segment {
  id: string;
  key: string;
  name: string;
  condition: string;
  readsAffect: boolean;
  building: boolean;
  /** About how many; null below the floor. */
  members: number | null;
  createdAt: string;
  createdBy: string;
}

export interface Fault {
  line: number;
  column: number;
  /** What kind of thing is wrong, as UNKNOWN_NAME. */
  kind: string;
  message: string;
}

export interface Estimate {
  about: number | null;
  low: number | null;
  high: number | null;
  sampled: number;
  everybody: boolean;
}

export interface Counted {
  faults: Fault[];
  readsAffect: boolean;
  estimate: Estimate | null;
  population: number | null;
}

export interface Ready {
  id: string;
  condition: string;
  aboutSomething: boolean;
}

export interface Group {
  people: number;
  condition: string;
  precision: number;
  recall: number;
  features: { variable: string; group: number; others: number; apart: number }[];
}

export interface Suggestions {
  people: number;
  leftOut: number;
  variables: string[];
  silhouette: number;
  ofOneCloud: number;
  groups: Group[];
}

export interface Day {
  day: string;
  entered: number | null;
  gone: number | null;
}

export interface Member {
  person: string;
  subject: string;
  since: string;
}

export interface Why {
  churnRisk: { risk: number; parts: Record<string, number> } | null;
  segments: {
    key: string;
    name: string;
    member: boolean;
    clauses: { text: string; value: boolean; inputs: Record<string, unknown> }[];
  }[];
}

/** Where in the text a fault lies, for the caret of an editor. */
export function offsetOf(text: string, fault: Fault): number {
  const lines = text.split('\n');
  const before = lines.slice(0, fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  return Math.min(text.length, before + fault.column - 1);
}

/** What is wrong at a place of a condition. The server's words are English, so elsewhere they stand behind a sentence. */
export function whatIsWrong(t: Translator, fault: Fault): string {
  if (t.language === 'en' || fault.kind === 'OTHER') return fault.message;
  return `${t.named('segments.fault', fault.kind)} ${t.text('error.answered', { message: fault.message })}`;
}
