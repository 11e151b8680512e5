/** What `/v1/alerts` and `/v1/alert-rules` answer; see docs/warning.md. */

export interface Evidence {
  kind: 'fall' | 'share';
  signal: string;
  before: number;
  now: number;
  since: string;
  readingsBefore: number;
  readings: number;
}

export interface Alert {
  id: string;
  rule: string;
  scope: string;
  subject: string | null;
  raisedAt: string;
  latestAt: string;
  times: number;
  strength: number;
  evidence: Evidence;
  settledAt: string | null;
  settledBy: string | null;
}

export type Detector =
  { kind: 'fall'; sensitivity: string } | { kind: 'share'; windowHours: number; share: number; least: number };

export interface Rule {
  id: string;
  name: string;
  watches: string;
  signal: string;
  detector: Detector;
  mailTo: string[];
  webhooks: string[];
  language: string;
  quiet: { from: string; to: string; zone: string } | null;
  groupingHours: number;
  enabled: boolean;
}

export interface Rules {
  /** Whether a mail server is named in the settings. */
  mail: boolean;
  rules: Rule[];
}

export const WATCHED = ['person', 'product', 'region', 'release', 'queue', 'topic', 'channel'];
export const SIGNALS = ['affect', 'csat', 'nps', 'ces'];
export const JUDGEMENTS = ['early', 'balanced', 'sure', 'share'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

export function judgementOf(detector: Detector): string {
  return detector.kind === 'share' ? 'share' : detector.sensitivity;
}

/** What is written between commas, without blanks and empty places. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}
