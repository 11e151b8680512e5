/** What `GET /v1/trust` answers; see docs/trust.md. */
export interface Trust {
  deployment: {
    place: string;
    role: string;
    jurisdiction: string;
    ageBand: string;
    purposes: string[];
    meets: string[];
  };
  pack: {
    version: string;
    reviewed: string;
    reviewBy: string;
    overdue: boolean;
    dates: { id: string; day: string; inForce: boolean; source: string }[];
  };
  permissions: Permission[];
  gate: {
    day: string;
    rule: string;
    outcome: string;
    purpose: string;
    modality: string;
    answer: string;
    n: number;
  }[];
  /** Fewer people than this are not shown. */
  k: number;
  /** A null is a number below `k`, or one from which such a number could be worked out. */
  consents: {
    purpose: string;
    modality: string;
    granted: number | null;
    refused: number | null;
    withdrawn: number | null;
  }[];
  parity: {
    measure: string;
    declined: number;
    consented: number;
    ratio: number | null;
    low: number | null;
    high: number | null;
    verdict: 'equal' | 'worse' | 'not-enough';
  }[];
  retention: { sessionDays: number; consentDays: number };
  switchedOff: SwitchedOff[];
}

export interface Permission {
  purpose: string;
  modality: string;
  biometric: boolean;
  outcome: string;
  reason: string;
  article: string;
  rule: string;
}

export type Scope = 'TENANT' | 'PLAYBOOK' | 'MODALITY';

export interface SwitchedOff {
  what: { scope: Scope; id: string };
  reason: string;
  since: string;
  by: string;
}

/** The state in one word, the gravest first. */
export type TrustState = 'worse' | 'overdue' | 'off' | 'sound';

export function summary(trust: Trust): { state: TrustState; permitted: number; of: number } {
  const permitted = trust.permissions.filter(each => each.outcome.startsWith('allow')).length;
  const of = trust.permissions.length;
  if (trust.parity.some(each => each.verdict === 'worse')) return { state: 'worse', permitted, of };
  if (trust.pack.overdue) return { state: 'overdue', permitted, of };
  return { state: trust.switchedOff.length > 0 ? 'off' : 'sound', permitted, of };
}

export const switchPath = (scope: Scope, id: string) => `/v1/switches/${scope.toLowerCase()}/${encodeURIComponent(id)}`;
