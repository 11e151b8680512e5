import { totals } from './cart';
import { CATEGORIES, PRODUCTS } from './catalogue';
import type { ServiceLevels } from './visit';

/** Marks what is there because the visitor agreed that the service adapts to them. */
export const ADAPTED = 'data-adapted';

const FUNCTIONS = 'a[href], button, input, select, summary';

/**
 * What a visitor of this page got.
 *
 * Functions are counted where the service offers them to everybody: what was added for a visitor is what they agreed
 * to, and anything taken away from others would show.
 */
export function serviceLevels(shop: ParentNode, latencyMs: number): ServiceLevels {
  const offered = [...shop.querySelectorAll(FUNCTIONS)].filter(each => each.closest(`[${ADAPTED}]`) === null);
  return { 'latency-ms': Math.round(latencyMs), price: priceOfTheSameBasket(), features: offered.length };
}

/** The first thing of every shelf, by the very sum that the checkout asks for. */
function priceOfTheSameBasket(): number {
  const lines = CATEGORIES.flatMap(category => {
    const product = PRODUCTS.find(each => each.category === category);
    return product ? [{ product, count: 1 }] : [];
  });
  return totals(lines).total;
}
