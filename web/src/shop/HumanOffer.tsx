import { IconMessageCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import styles from './shop.module.css';

/** Offers a person, calmly. The demo has no call centre behind it and says so. */
export function HumanOffer() {
  const t = useTranslator();
  const [asked, setAsked] = useState(false);
  return (
    <aside className={styles.human} data-adapted data-testid={testIds.shopHuman}>
      <IconMessageCircle size={22} stroke={1.6} aria-hidden="true" />
      <div>
        <p>
          <b>{t.text('shop.human.title')}</b>
        </p>
        <p role="status">{t.text(asked ? 'shop.human.asked' : 'shop.human.text')}</p>
      </div>
      {!asked && (
        <button type="button" className={styles.secondary} onClick={() => setAsked(true)}>
          {t.text('shop.human.ask')}
        </button>
      )}
    </aside>
  );
}
