import { IconHeart } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import styles from './shop.module.css';

/** A thank-you and an invitation to rate; nothing is sold here. */
export function WarmThanks() {
  const t = useTranslator();
  const [stars, setStars] = useState<number | null>(null);
  return (
    <section className={styles.adapted} data-adapted data-testid={testIds.shopWarmThanks}>
      <h3>
        <IconHeart size={18} stroke={1.7} aria-hidden="true" /> {t.text('shop.warm.title')}
      </h3>
      <p>{t.text('shop.warm.text')}</p>
      {stars === null ? (
        <div className={styles.starButtons} role="group" aria-label={t.text('shop.warm.rate')}>
          {[1, 2, 3, 4, 5].map(count => (
            <button
              key={count}
              type="button"
              aria-label={t.text('shop.stars', { count })}
              onClick={() => setStars(count)}
            >
              ★
            </button>
          ))}
        </div>
      ) : (
        <p role="status">{t.text('shop.warm.rated', { stars })}</p>
      )}
    </section>
  );
}
