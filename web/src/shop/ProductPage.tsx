import { IconCheck, IconRefresh, IconShieldCheck, IconTruck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { useCart } from './cart';
import { alternativeTo, colourOf, reviewsOf, variantsOf, type Product } from './catalogue';
import { Comparison } from './Comparison';
import { GoesWellWith } from './GoesWellWith';
import { HelpPanel } from './HelpPanel';
import { PALETTES } from './pictures/palettes';
import { ProductPicture } from './pictures/ProductPicture';
import { Rating, Stars } from './Rating';
import { ShopLink } from './ShopLink';
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
          <Colours product={product} />
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

/** The same thing in its three colours, at the same price. */
function Colours({ product }: { product: Product }) {
  const t = useTranslator();
  return (
    <nav className={styles.colours} aria-label={t.text('shop.colours')}>
      {variantsOf(product).map(variant => (
        <ShopLink
          key={variant.id}
          to={{ name: 'product', id: variant.id }}
          className={styles.colour}
          current={variant.id === product.id}
        >
          <span style={{ background: PALETTES[variant.palette]?.body }} aria-hidden="true" />
          {colourOf(variant)[t.language]}
        </ShopLink>
      ))}
    </nav>
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
