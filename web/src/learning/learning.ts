import type { Translator } from '../i18n/translator';

/** What the server tells about policies that learn; see docs/ranking.md. */

export interface Arm {
  id: string;
  actionClass: string | null;
  chosen: number;
  /** Mean probability where the learner decided; null before it did. */
  share: number | null;
  floor: number;
  ceiling: number;
  outcomes: number;
  meanReward: number | null;
  stopped: boolean;
}

export type Mode = 'baseline' | 'apprentice' | 'online';

export interface LearningPolicy {
  id: string;
  version: number;
  mode: Mode;
  /** Why a switch stops it; null when none does. */
  killed: string | null;
  learner: string;
  changedAt: string;
  apprenticeDecisions: number;
  matchRate: number | null;
  mayBePromoted: boolean;
  lessons: number;
  fadings: number;
  arms: Arm[];
  settings: {
    /** Whose control sees the baseline; null where none deals. */
    experiment: string | null;
  };
}

export interface LoggedDecision {
  eventId: string;
  slot: string;
  at: string;
  chosen: string | null;
  propensity: number;
  why: string;
  shadow: string | null;
  personal: boolean;
  eligible: number;
  removed: Record<string, string>;
  dropped: string[];
  status: string;
  reward: number | null;
}

interface Value {
  estimate: number;
  low: number;
  high: number;
  overLogged: number;
  overLoggedLow: number;
  overLoggedHigh: number;
}

export interface Judged {
  name: string;
  effectiveRows: number;
  values: Record<string, Value>;
  refusals: string[];
  /** In how many of the judged rows a rule of it spoke; null for what is no playbook. */
  acted: number | null;
}

export interface Evaluation {
  rows: number;
  fitted: number;
  people: number;
  leftOut: number;
  propensityP: number;
  logged: number;
  judged: Judged[];
  refusals: string[];
}

export type Standing = 'killed' | Mode;

/** What a policy does now, whatever it was set to. */
export const standing = (policy: LearningPolicy): Standing => (policy.killed === null ? policy.mode : 'killed');

/** Whether the interval of the difference leaves 0 out, by the doubly robust estimate; null where there is no answer. */
export function comparedWithLog(judged: Judged): 'better' | 'worse' | 'open' | null {
  const value = judged.values['dr'];
  if (!value) return null;
  if (value.overLoggedLow > 0) return 'better';
  return value.overLoggedHigh < 0 ? 'worse' : 'open';
}

/** Actions as they are typed, `plain=style, help=help`; without a kind the server takes content. */
export function actionsOf(text: string): { id: string; class?: string }[] {
  return parts(text).map(part => {
    const [id = '', kind] = part.split('=').map(each => each.trim());
    return kind ? { id, class: kind } : { id };
  });
}

export interface Feature {
  name: string;
  from?: string;
  low?: number;
  high?: number;
}

/** Features as they are typed, `cart=0..10, frustration@face`: a range, and the modality that one was read from. */
export function featuresOf(text: string): Feature[] {
  return parts(text).map(part => {
    const [left = '', range] = part.split(/=(?=[-\d.]+\.\.)/).map(each => each.trim());
    const [name = '', from] = left.split('@').map(each => each.trim());
    const [low, high] = (range ?? '').split('..').map(Number);
    return { name, ...(from ? { from } : {}), ...(low !== undefined && high !== undefined ? { low, high } : {}) };
  });
}

function parts(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

/** A judged policy in words: those that the server names by themselves, `always X` and `playbook X`. */
export function candidateInWords(name: string, t: Translator): string {
  const [kind, ...rest] = name.split(' ');
  const id = rest.join(' ');
  if (kind === 'always' && id !== '') return t.text('learning.always', { action: t.named('action', id) });
  if (kind === 'playbook' && id !== '') return t.text('learning.playbook', { id });
  const learner = t.named('learning.learner', name);
  return learner === name ? t.named('learning.candidate', name) : learner;
}
