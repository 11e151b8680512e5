import type { Clause, Conversation, DecisionMessage, MomentMessage } from '../sdk/messages';

/** What the console reads over REST; see docs/live-protocol.md §2. */

export type Role = 'admin' | 'analyst' | 'agent' | 'privacy-officer' | 'viewer';

export interface Me {
  signedIn: boolean;
  language?: string;
  name?: string;
  role?: Role;
}

export interface Account {
  id: string;
  name: string;
  role: Role;
  createdAt: string;
  disabled: boolean;
  lockedUntil?: string | null;
}

export interface Clip {
  id: string;
  title: string;
  url: string;
  durationMs: number;
}

export interface ModelCard {
  id: string;
  version: string;
  title?: string;
  task?: string;
  licence?: string;
  trainingData?: string;
  source?: string;
  sha256?: string;
  limits?: string[];
  [other: string]: unknown;
}

export interface ConsentRecord {
  receiptId: string;
  subject: string;
  decidedAt: string;
  expiresAt?: string;
  choices: { purpose: string; modality: string; granted?: boolean; decision?: string }[];
}

export interface SessionSummary {
  id: string;
  startedAt: string;
  endedAt?: string | null;
  source: string;
  purpose: string;
  durationMs?: number | null;
  coverage?: number | null;
  moments?: number;
  decisions?: number;
}

/** One second of a session. A null was not measurable in that second. */
export interface SecondAggregate {
  atMs: number;
  trackId: number;
  valence: number | null;
  arousal: number | null;
}

export interface SessionDetail extends Omit<SessionSummary, 'moments' | 'decisions'> {
  /** Whether its observations were kept, to be replayed and explained. */
  replayable: boolean;
  seconds: SecondAggregate[];
  moments: Omit<MomentMessage, 'type'>[];
  decisions: (Omit<DecisionMessage, 'type' | 'clauses'> & { clauses?: Clause[] })[];
  /** Of a call of which it was kept. */
  conversation: Conversation | null;
}

export interface SdkKey {
  id: string;
  name: string;
  /** A publishable one stands in a page and speaks for its visitor only; a secret one stays on a server. */
  kind: 'publishable' | 'secret';
  createdAt: string;
  /** Pages that may use it; empty: not bound to pages. */
  origins: string[];
  /** What it may act for; empty: everything. */
  purposes: string[];
  revoked?: boolean;
}

/** An action that somebody must decide on. */
export interface WaitingAction {
  session: string;
  decision: string;
  action: string;
  actionClass: string;
  askedAt: string;
}

export interface CreatedKey extends SdkKey {
  /** Shown once; the server keeps only a hash. */
  secret: string;
}
