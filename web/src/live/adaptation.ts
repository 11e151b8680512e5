import type { LiveDecision, LiveSnapshot } from './live-session';

/** The service actions the demo shop knows how to carry out. */
export const SHOP_ACTIONS = ['offer-help', 'show-comparison', 'offer-human', 'calmer-tone', 'thank-warmly'] as const;
export type ShopAction = (typeof SHOP_ACTIONS)[number];

export type Adaptation = Partial<Record<ShopAction, LiveDecision>>;

/**
 * What the shop does differently now. An adaptation whose condition is over stays until the visitor moves on or takes
 * it back, so that nothing disappears under their hands; `pageOpenedAtMs` tells when they moved on.
 */
export function adaptation(snapshot: Pick<LiveSnapshot, 'decisions'>, pageOpenedAtMs: number): Adaptation {
  const active: Adaptation = {};
  for (const entry of snapshot.decisions) {
    const action = SHOP_ACTIONS.find(known => known === entry.decision.action.id);
    if (!action || active[action] || entry.verdict === 'undo') continue;
    const stays = entry.ended === 'condition-over' && entry.receivedAtMs >= pageOpenedAtMs;
    if (entry.ended === undefined || stays) active[action] = entry;
  }
  return active;
}
