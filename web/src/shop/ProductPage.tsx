import { IconCheck, IconRefresh, IconShieldCheck, IconTruck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { useCart } from './cart';
import { alternativeTo, PRODUCTS, reviewsOf, type Product } from './catalogue';
import { Comparison } from './Comparison';
import { HelpPanel } from './HelpPanel';
import { ProductPicture } from './pictures/ProductPicture';
import { Rating, Stars } from './Rating';
import { ShopLink } from './Shop';
import styles from './shop.module.css';
import { useShop } from './ShopContext';

export function ProductPage({ product }: { product: Product }) {
  const t = useTranslator();
  const { change } = useCart();
  const { adaptation } = useShop();
  const [added, setAdded] = useState(false);
  return (
    <article>
      <div className={styles.product}>
        <div className={styles.picture}>
          <ProductPicture product={product} />
        </div>
        <div className={styles.productText}>
          <h2>{product.name[t.language]}</h2>
          <Rating product={product} />
          <p className={styles.about}>{product.about[t.language]}</p>
          <p className={styles.bigPrice}>{t.price(product.priceEuros)}</p>
          <div className={styles.buy}>
            <button
              type="button"
              className={styles.primary}
              data-testid={testIds.shopAddToCart}
              onClick={() => {
                change(product.id, 1);
                setAdded(true);
              }}
            >
              {t.text('shop.addToCart')}
            </button>
            {added && (
              <ShopLink to={{ name: 'checkout' }} className={styles.secondary}>
                <IconCheck size={16} aria-hidden="true" /> {t.text('shop.toCheckout')}
              </ShopLink>
            )}
          </div>
          <ul className={styles.promises}>
            <li>
              <IconTruck size={16} aria-hidden="true" /> {t.text('shop.promise.delivery')}
            </li>
            <li>
              <IconRefresh size={16} aria-hidden="true" /> {t.text('shop.promise.returns')}
            </li>
            <li>
              <IconShieldCheck size={16} aria-hidden="true" />{' '}
              {t.text('shop.promise.warranty', { years: product.warrantyYears })}
            </li>
          </ul>
        </div>
      </div>
      {adaptation['show-comparison'] && <Comparison product={product} other={alternativeTo(product)} />}
      {adaptation['offer-help'] && <HelpPanel topics={['delivery', 'returns', 'care']} product={product} />}
      <section className={styles.section}>
        <h3>{t.text('shop.facts')}</h3>
        <Facts product={product} />
      </section>
      <section className={styles.section}>
        <h3>{t.text('shop.reviews')}</h3>
        <ul className={styles.reviews}>
          {reviewsOf(product).map(review => (
            <li key={review.author}>
              <p>
                <b>{review.author}</b> <Stars count={review.stars} />
              </p>
              <p>{review.text[t.language]}</p>
            </li>
          ))}
        </ul>
      </section>
      {/* nobody is sold more while the displayed expression is consistent with annoyance */}
      {!adaptation['offer-human'] && !adaptation['calmer-tone'] && <GoesWellWith product={product} />}
    </article>
  );
}

function Facts({ product }: { product: Product }) {
  const t = useTranslator();
  return (
    <dl className={styles.facts}>
      <dt>{t.text('shop.fact.material')}</dt>
      <dd>{product.material[t.language]}</dd>
      <dt>{t.text('shop.fact.weight')}</dt>
      <dd>{t.text('shop.grams', { grams: product.weightGrams })}</dd>
      <dt>{t.text('shop.fact.care')}</dt>
      <dd>{t.text(`shop.care.${product.care}`)}</dd>
      {/* where there is no room for the promises beside the picture */}
      <div className={styles.narrowOnly}>
        <dt>{t.text('shop.fact.delivery')}</dt>
        <dd>{t.text('shop.promise.delivery')}</dd>
        <dt>{t.text('shop.fact.returns')}</dt>
        <dd>{t.text('shop.promise.returns')}</dd>
        <dt>{t.text('shop.fact.warranty')}</dt>
        <dd>{t.text('shop.years', { years: product.warrantyYears })}</dd>
      </div>
    </dl>
  );
}

function GoesWellWith({ product }: { product: Product }) {
  const t = useTranslator();
  const at = PRODUCTS.indexOf(product);
  // one from each of two other shelves, the same every time
  const goods = [at + 11, at + 22].map(index => PRODUCTS[index % PRODUCTS.length]!);
  return (
    <section className={styles.section} data-testid={testIds.shopUpsell}>
      <h3>{t.text('shop.goesWith')}</h3>
      <ul className={styles.pair}>
        {goods.map(other => (
          <li key={other.id}>
            <ShopLink to={{ name: 'product', id: other.id }} className={styles.card}>
              <span className={styles.picture}>
                <ProductPicture product={other} />
              </span>
              <span className={styles.cardName}>{other.name[t.language]}</span>
              <span className={styles.price}>{t.price(other.priceEuros)}</span>
            </ShopLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
