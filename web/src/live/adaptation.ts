import type { LiveDecision, LiveSnapshot } from './live-session';

/** The service actions the demo shop knows how to carry out. */
export const SHOP_ACTIONS = ['offer-help', 'show-comparison', 'offer-human', 'calmer-tone', 'thank-warmly'] as const;
export type ShopAction = (typeof SHOP_ACTIONS)[number];

export type Adaptation = Partial<Record<ShopAction, LiveDecision>>;

type Decided = Pick<LiveSnapshot, 'decisions' | 'pageOpenedAtMs'>;

/**
 * Every change that the visitor meets now, newest first, each action once. One whose condition is over stays until the
 * visitor moves on or takes it back, so that nothing disappears under their hands.
 */
export function inForce({ decisions, pageOpenedAtMs }: Decided): readonly LiveDecision[] {
  const current: LiveDecision[] = [];
  for (const entry of decisions) {
    const { action } = entry.decision;
    if (entry.verdict === 'undo' || current.some(newer => newer.decision.action.id === action.id)) continue;
    const stays = entry.ended === 'condition-over' && entry.receivedAtMs >= pageOpenedAtMs;
    if (entry.ended === undefined || stays) current.push(entry);
  }
  return current;
}

/** What the shop does differently now. */
export function adaptation(decided: Decided): Adaptation {
  const active: Adaptation = {};
  for (const entry of inForce(decided)) {
    const action = SHOP_ACTIONS.find(known => known === entry.decision.action.id);
    if (action) active[action] = entry;
  }
  return active;
}
