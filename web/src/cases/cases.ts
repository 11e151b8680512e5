import { Duration } from './duration';

/** What the console reads of relationship repair; see docs/repair.md. */

export type Standing = 'done' | 'skipped' | 'next' | 'later';

export interface CaseView {
  id: string;
  subject: string;
  person: string;
  topic: string;
  product: string;
  language: string;
  /** A step, `follow-up` or `closed`. */
  state: string;
  outcome: string | null;
  severity: number;
  level: 'low' | 'medium' | 'high';
  openedAt: string;
  dueAt: string;
  overdue: boolean;
  reopened: number;
  owner: string | null;
  askFrom: string | null;
  closedAt: string | null;
}

export interface Option {
  id: string;
  class: string;
  /** Decided by a person on facts, never suggested. */
  entitlement: boolean;
  suggested: boolean;
}

export interface Step {
  id: string;
  standing: Standing;
  option: string | null;
  options: Option[];
}

export interface HistoryEntry {
  id: string;
  at: string;
  kind: string;
  /** Read from what the person displayed. */
  displayed: boolean;
  detail: Record<string, unknown>;
}

export interface CaseDetail extends CaseView {
  steps: Step[];
  history: HistoryEntry[];
  inVain: string[];
  earlier: number;
  /** Whether mail can be sent from this server. */
  mail: boolean;
  definition: string;
}

export interface Draft {
  intent: string;
  text: string;
  language: string;
  tone: string;
}

export interface Rate {
  yes: number;
  n: number;
  share: number | null;
  low: number;
  high: number;
}

export interface Report {
  open: number;
  closed: number;
  repaired: Rate;
  satisfied: Rate;
  reContact: Rate;
  repurchase: Rate;
  toCalm: { n: number; medianHours: number | null; low: number | null; high: number | null };
  worked: { step: string; option: string; repaired: Rate }[];
  heldOutShare: number;
  styles: { style: string; answered: Rate; satisfied: Rate }[];
}

export interface HelpDesk {
  id: string;
  name: string;
}

/** What a case opened by hand may be about; words find the same ones. */
export const TOPICS = [
  'general',
  'app',
  'assortment',
  'delivery',
  'food',
  'packaging',
  'payment',
  'place',
  'price',
  'quality',
  'refund',
  'returns',
  'staff',
  'wait',
] as const;

/** How long until then, in the largest unit that is not zero; negative when it is over. */
export function left(dueAt: string, now: number): Duration {
  return Duration.between(now, Date.parse(dueAt));
}

/** `text` of a history entry's detail, where it is one. */
export const told = (entry: HistoryEntry, key: string): string =>
  typeof entry.detail[key] === 'string' ? entry.detail[key] : '';
