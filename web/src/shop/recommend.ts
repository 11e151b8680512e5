import { send } from '../api/api';
import { familyOf, productById, tagsOf, variantsOf, type Product } from './catalogue';
import type { Visit } from './visit';

/** How many go beside a product. */
const MOST = 3;

export type Source = 'history' | 'context' | 'popularity' | 'ease';

export interface Recommended {
  product: Product;
  source: Source;
  /** The product that was looked at, or the tag that is looked for. */
  cause: string;
}

export interface Answer {
  affect: 'used' | 'not-given' | 'refused';
  items: Recommended[];
}

interface Served {
  affect: Answer['affect'];
  items: { id: string; source: Source; cause: string }[];
}

/**
 * What goes with a product for this visitor.
 *
 * @param confusion as displayed, 0..1; undefined when nothing is measured
 */
export async function recommend(
  visit: Visit,
  product: Product,
  without: readonly string[],
  confusion: number | undefined,
): Promise<Answer> {
  const answer = await send<Served>('POST', '/v1/recommendations', {
    subject: visit.subject,
    history: visit.looks.filter(look => familyOf(look.item) !== familyOf(product.id)),
    looksFor: tagsOf(product),
    without: [...without, ...variantsOf(product).map(variant => variant.id)],
    most: MOST,
    ...(confusion === undefined ? {} : { affect: { confusion } }),
  });
  return {
    affect: answer.affect,
    items: answer.items.flatMap(({ id, source, cause }) => {
      const found = productById(id);
      return found && familyOf(id) !== familyOf(product.id) ? [{ product: found, source, cause }] : [];
    }),
  };
}
