import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { useLive, useLiveSnapshot } from '../live/LiveContext';
import { isMeasured } from '../sdk/messages';
import { testIds } from '../testids';
import { useCart } from './cart';
import { colourById, familyOf, PRODUCTS, productById, type Product } from './catalogue';
import { ProductPicture } from './pictures/ProductPicture';
import { recommend, type Answer, type Recommended } from './recommend';
import { ShopLink } from './ShopLink';
import styles from './shop.module.css';
import { ADAPTED_ARM, FIXED_ARM } from './visit';

const HALF = 0.5;

/** The same two things for everybody, or what was chosen for this visitor, each with its reason. */
export function GoesWellWith({ product }: { product: Product }) {
  const t = useTranslator();
  const { visit } = useLive();
  const shown = useChosen(product);
  const section = useRef<HTMLElement>(null);

  // seen is what was in view, not what was loaded further down
  useEffect(() => {
    const element = section.current;
    if (!element || !shown) return;
    const watch = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) void visit.saw();
      },
      { threshold: HALF },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [visit, shown]);

  if (!shown) return null;
  const adapted = shown !== 'fixed';
  const at = PRODUCTS.findIndex(other => other.id === familyOf(product.id));
  // one from each of two other shelves, the same every time
  const fixed = [at + 11, at + 22].map(index => PRODUCTS[index % PRODUCTS.length]!);
  return (
    <section
      className={styles.section}
      ref={section}
      data-testid={testIds.shopUpsell}
      data-arm={adapted ? ADAPTED_ARM : FIXED_ARM}
    >
      <h3>{t.text(adapted ? 'shop.recommended' : 'shop.goesWith')}</h3>
      {adapted && shown.affect === 'used' && <p className={styles.fine}>{t.text('shop.recommended.easier')}</p>}
      <ul className={styles.pair}>
        {adapted
          ? shown.items.map(item => <Card key={item.product.id} product={item.product} because={item} />)
          : fixed.map(other => <Card key={other.id} product={other} />)}
      </ul>
    </section>
  );
}

function Card({ product, because }: { product: Product; because?: Recommended }) {
  const t = useTranslator();
  return (
    <li>
      <ShopLink to={{ name: 'product', id: product.id }} className={styles.card}>
        <span className={styles.picture}>
          <ProductPicture product={product} />
        </span>
        <span className={styles.cardName}>{product.name[t.language]}</span>
        <span className={styles.price}>{t.price(product.priceEuros)}</span>
        {because && (
          <span className={styles.fine} data-testid={testIds.shopBecause}>
            {t.text(`shop.because.${because.source}`, { cause: causeInWords(t, because) })}
          </span>
        )}
      </ShopLink>
    </li>
  );
}

function causeInWords(t: ReturnType<typeof useTranslator>, { source, cause }: Recommended): string {
  switch (source) {
    case 'history':
      return productById(cause)?.name[t.language] ?? cause;
    case 'context':
      return colourById(cause)?.[t.language] ?? t.named('shop.tag', cause);
    case 'popularity':
    case 'ease':
      return '';
  }
}

/** Null until it is known which arm the visitor is in; what was shown stays while the page is open. */
function useChosen(product: Product): Answer | 'fixed' | null {
  const { language } = useTranslator();
  const { session, visit } = useLive();
  const { phase } = useLiveSnapshot();
  const { lines } = useCart();
  const [chosen, setChosen] = useState<Answer | 'fixed' | null>(null);
  const measuring = phase.name === 'measuring';
  const cart = useMemo(() => lines.map(line => line.product.id), [lines]);
  const latestCart = useRef(cart);
  latestCart.current = cart;

  useEffect(() => {
    let current = true;
    const choose = async (): Promise<Answer | 'fixed'> => {
      if ((await visit.arm(language)) === FIXED_ARM) return 'fixed';
      const displayed = measuring ? session.history.latest?.affect?.states['confusion'] : undefined;
      const confusion = isMeasured(displayed) ? displayed.value : undefined;
      const answer = await recommend(visit, product, latestCart.current, confusion);
      return answer.items.length > 0 ? answer : 'fixed';
    };
    choose()
      .catch((): 'fixed' => 'fixed') // nobody signed in, or the server is away: the shop stays a shop
      .then(answer => current && setChosen(answer));
    visit.looked(product.id);
    return () => {
      current = false;
    };
  }, [visit, session, product, language, measuring]);
  return chosen;
}
