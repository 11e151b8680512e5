import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import type { Product } from './catalogue';
import { ProductPicture } from './pictures/ProductPicture';
import { ShopLink } from './ShopLink';
import styles from './shop.module.css';

/** For somebody who hesitates: this product beside its nearest alternative, and which of the two suits whom. */
export function Comparison({ product, other }: { product: Product; other: Product }) {
  const t = useTranslator();
  const rows: [string, (of: Product) => string][] = [
    [t.text('shop.fact.price'), of => t.price(of.priceEuros)],
    [t.text('shop.fact.rating'), of => t.number(of.rating, 1)],
    [t.text('shop.fact.material'), of => of.material[t.language]],
    [t.text('shop.fact.weight'), of => t.text('shop.grams', { grams: of.weightGrams })],
    [t.text('shop.fact.care'), of => t.text(`shop.care.${of.care}`)],
    [t.text('shop.fact.warranty'), of => t.text('shop.years', { years: of.warrantyYears })],
  ];
  const both = [product, other];
  return (
    <section className={styles.adapted} data-adapted data-testid={testIds.shopComparison}>
      <h3>{t.text('shop.comparison.title')}</h3>
      <table className={styles.comparison}>
        <thead>
          <tr>
            <td />
            {both.map(each => (
              <th key={each.id} scope="col">
                <span className={styles.thumbnail}>
                  <ProductPicture product={each} />
                </span>
                {each === product ? (
                  each.name[t.language]
                ) : (
                  <ShopLink to={{ name: 'product', id: each.id }}>{each.name[t.language]}</ShopLink>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {both.map(each => (
                <td key={each.id}>{value(each)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <h4>{t.text('shop.comparison.which')}</h4>
      {both.map(each => (
        <p key={each.id}>
          {t.text('shop.comparison.bestIf', { name: each.name[t.language], reason: each.bestIf[t.language] })}
        </p>
      ))}
    </section>
  );
}
