import { IconStarFilled } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import type { Product } from './catalogue';
import styles from './shop.module.css';

export function Rating({ product, compact = false }: { product: Product; compact?: boolean }) {
  const t = useTranslator();
  const rating = t.number(product.rating, 1);
  const inWords = t.text('shop.rating', { rating, count: product.ratings });
  return (
    <span className={styles.rating} role="img" aria-label={inWords}>
      <IconStarFilled size={13} aria-hidden="true" />
      <span aria-hidden="true">{compact ? rating : inWords}</span>
    </span>
  );
}

export function Stars({ count }: { count: number }) {
  const t = useTranslator();
  return (
    <span className={styles.stars} role="img" aria-label={t.text('shop.stars', { count })}>
      {Array.from({ length: 5 }, (_, i) => (
        <IconStarFilled key={i} size={13} aria-hidden="true" data-filled={i < count} />
      ))}
    </span>
  );
}
