import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslator } from '../i18n/Messages';
import { adaptation, type Adaptation } from '../live/adaptation';
import { useLive, useLiveSnapshot } from '../live/LiveContext';
import { useCart } from './cart';
import { pageOf, type ShopNavigation } from './place';

const REPORT_EVERY_MS = 1000;

interface Shop extends ShopNavigation {
  adaptation: Adaptation;
  /** Counts a submitted form that had mistakes; playbook rules may ask for it. */
  countFormErrors(): void;
}

const ShopContext = createContext<Shop | null>(null);

/** Gives the shop's pages their navigation and what is adapted, and tells a running session where the visitor is. */
export function ShopProvider({ place, go, children }: ShopNavigation & { children: ReactNode }) {
  const { session, visit } = useLive();
  const { language } = useTranslator();
  const snapshot = useLiveSnapshot();
  const { count } = useCart();
  const page = useMemo(() => pageOf(place), [place]);
  const [openedAtMs, setOpenedAtMs] = useState(() => performance.now());
  const formErrors = useRef(0);
  const pageKey = `${page.kind}/${page.id}`;

  useEffect(() => {
    setOpenedAtMs(performance.now());
    formErrors.current = 0;
  }, [pageKey]);

  useEffect(() => {
    void visit.arm(language);
  }, [visit, language]);

  const measuring = snapshot.phase.name === 'measuring';
  useEffect(() => {
    if (!measuring) return;
    const report = () =>
      session.page(page, {
        secondsOnPage: Math.round((performance.now() - openedAtMs) / 1000),
        cartItems: count,
        formErrors: formErrors.current,
      });
    report();
    const timer = setInterval(report, REPORT_EVERY_MS);
    return () => clearInterval(timer);
  }, [session, measuring, page, openedAtMs, count]);

  const shop = useMemo(
    () => ({
      place,
      go,
      adaptation: adaptation({ decisions: snapshot.decisions }, openedAtMs),
      countFormErrors: () => {
        formErrors.current++;
      },
    }),
    [place, go, snapshot.decisions, openedAtMs],
  );
  return <ShopContext value={shop}>{children}</ShopContext>;
}

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error('useShop needs a ShopProvider above it');
  return shop;
}
