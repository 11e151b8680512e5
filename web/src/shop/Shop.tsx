import { IconArrowLeft, IconShoppingBag } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { useCart } from './cart';
import { productById } from './catalogue';
import { CheckoutPage } from './CheckoutPage';
import { HelpPanel } from './HelpPanel';
import { HumanOffer } from './HumanOffer';
import { ListPage } from './ListPage';
import { pathOf, type Place, type ShopNavigation } from './place';
import { ProductPage } from './ProductPage';
import styles from './shop.module.css';
import { ShopProvider, useShop } from './ShopContext';
import { ShopLink } from './ShopLink';
import { ThanksPage } from './ThanksPage';
import { WarmThanks } from './WarmThanks';

/** The demo shop: list, product, checkout, confirmation. It lays itself out by its own width, not the window's. */
export function Shop(navigation: ShopNavigation) {
  return (
    <ShopProvider {...navigation}>
      <ShopFrame />
    </ShopProvider>
  );
}

function ShopFrame() {
  const { place, adaptation } = useShop();
  const top = useRef<HTMLDivElement>(null);
  const calm = adaptation['calmer-tone'] !== undefined;
  const key = pathOf(place);
  const browsing = place.name === 'list' || place.name === 'product';
  const shown = useRef(key);
  useEffect(() => {
    top.current?.scrollTo({ top: 0 });
    if (shown.current === key) return;
    shown.current = key;
    if (top.current) focusHeading(top.current);
  }, [key]);

  return (
    <div className={styles.shop} data-testid={testIds.shop} data-place={place.name} data-calm={calm} ref={top}>
      <ShopHeader />
      <div className={styles.page}>
        {adaptation['offer-human'] && <HumanOffer />}
        {calm && <CalmNote />}
        {adaptation['thank-warmly'] && browsing && <WarmThanks />}
        {adaptation['offer-help'] && place.name === 'list' && <HelpPanel topics={['delivery', 'returns', 'payment']} />}
        <CurrentPage place={place} />
      </div>
    </div>
  );
}

/** Where the link that was followed is gone, the keyboard would begin at the top again and a screen reader say nothing. */
function focusHeading(shop: HTMLElement): void {
  const focused = document.activeElement;
  if (focused !== document.body && !shop.contains(focused)) return; // the visitor is elsewhere on the page
  const heading = shop.querySelector('h2');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** The calmer tone in words: no hurry, nothing extra to buy. */
function CalmNote() {
  const t = useTranslator();
  return (
    <p className={styles.calm} data-testid={testIds.shopCalm}>
      {t.text('shop.calm')}
    </p>
  );
}

function CurrentPage({ place }: { place: Place }) {
  const t = useTranslator();
  switch (place.name) {
    case 'list':
      return <ListPage />;
    case 'product': {
      const product = productById(place.id);
      return product ? <ProductPage product={product} key={product.id} /> : <p>{t.text('shop.noSuchProduct')}</p>;
    }
    case 'checkout':
      return <CheckoutPage />;
    case 'thanks':
      return <ThanksPage />;
  }
}

function ShopHeader() {
  const t = useTranslator();
  const { place } = useShop();
  const { count } = useCart();
  return (
    <header className={styles.header}>
      {place.name !== 'list' && (
        <ShopLink to={{ name: 'list' }} className={styles.back} testId={testIds.shopBack}>
          <IconArrowLeft size={18} aria-hidden="true" />
          <span className={styles.visuallyHidden}>{t.text('shop.back')}</span>
        </ShopLink>
      )}
      <ShopLink to={{ name: 'list' }} className={styles.brand}>
        {t.text('shop.name')}
      </ShopLink>
      <ShopLink to={{ name: 'checkout' }} className={styles.cart} testId={testIds.shopCart}>
        <IconShoppingBag size={18} stroke={1.7} aria-hidden="true" />
        <span>{t.text('shop.cart', { count })}</span>
      </ShopLink>
    </header>
  );
}
