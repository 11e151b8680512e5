import type { Fault } from '../i18n/fault';

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
