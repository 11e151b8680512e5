import { useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { CATEGORIES, PRODUCTS, type Category } from './catalogue';
import { ProductPicture } from './pictures/ProductPicture';
import { Rating } from './Rating';
import { ShopLink } from './ShopLink';
import styles from './shop.module.css';

export function ListPage() {
  const t = useTranslator();
  const [category, setCategory] = useState<Category | 'all'>('all');
  const shown = PRODUCTS.filter(product => category === 'all' || product.category === category);
  return (
    <>
      <div className={styles.intro}>
        <h2>{t.text('shop.list.title')}</h2>
        <p>{t.text('shop.list.subtitle')}</p>
      </div>
      <div className={styles.shelves} role="group" aria-label={t.text('shop.list.shelves')}>
        {(['all', ...CATEGORIES] as const).map(shelf => (
          <button key={shelf} type="button" aria-pressed={shelf === category} onClick={() => setCategory(shelf)}>
            {t.text(`shop.category.${shelf}`)}
          </button>
        ))}
      </div>
      <ul className={styles.grid}>
        {shown.map(product => (
          <li key={product.id}>
            <ShopLink
              to={{ name: 'product', id: product.id }}
              className={styles.card}
              testId={testIds.shopProduct(product.id)}
            >
              <span className={styles.picture}>
                <ProductPicture product={product} />
              </span>
              <span className={styles.cardName}>{product.name[t.language]}</span>
              <span className={styles.cardLine}>
                <span className={styles.price}>{t.price(product.priceEuros)}</span>
                <Rating product={product} compact />
              </span>
            </ShopLink>
          </li>
        ))}
      </ul>
    </>
  );
}
