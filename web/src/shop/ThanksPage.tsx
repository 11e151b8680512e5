import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ShopLink } from './ShopLink';
import styles from './shop.module.css';
import { useShop } from './ShopContext';
import { WarmThanks } from './WarmThanks';

export function ThanksPage() {
  const t = useTranslator();
  const { adaptation } = useShop();
  return (
    <div className={styles.thanks} data-testid={testIds.shopThanks}>
      <IconCircleCheck size={44} stroke={1.4} aria-hidden="true" />
      <h2>{t.text('shop.thanks.title')}</h2>
      <p>{t.text('shop.thanks.text')}</p>
      {adaptation['thank-warmly'] && <WarmThanks />}
      <ShopLink to={{ name: 'list' }} className={styles.secondary}>
        {t.text('shop.thanks.back')}
      </ShopLink>
    </div>
  );
}
