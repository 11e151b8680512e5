import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import type { Product } from './catalogue';
import styles from './shop.module.css';

export type HelpTopic = 'delivery' | 'returns' | 'care' | 'payment' | 'data';

/** Short answers to what people ask most on this page. */
export function HelpPanel({ topics, product }: { topics: readonly HelpTopic[]; product?: Product }) {
  const t = useTranslator();
  return (
    <aside
      className={styles.adapted}
      data-adapted
      data-testid={testIds.shopHelp}
      aria-label={t.text('shop.help.title')}
    >
      <h3>
        <IconLifebuoy size={18} stroke={1.7} aria-hidden="true" /> {t.text('shop.help.title')}
      </h3>
      {topics.map(topic => (
        <details key={topic}>
          <summary>{t.text(`shop.help.${topic}.question`)}</summary>
          <p>
            {topic === 'care' && product
              ? t.text('shop.help.care.answer', { care: t.text(`shop.care.${product.care}`) })
              : t.text(`shop.help.${topic}.answer`, { care: '' })}
          </p>
        </details>
      ))}
    </aside>
  );
}
