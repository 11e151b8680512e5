import { createContext, useCallback, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslator } from '../i18n/Messages';
import { adaptation, type Adaptation } from '../live/adaptation';
import { useLive, useLiveSnapshot } from '../live/LiveContext';
import { useCart } from './cart';
import { pageOf, type Place, type ShopNavigation } from './place';
import { serviceLevels } from './service-level';

const REPORT_EVERY_MS = 1000;

interface Shop extends ShopNavigation {
  adaptation: Adaptation;
  /** Counts a submitted form that had mistakes; playbook rules may ask for it. */
  countFormErrors(): void;
}

const ShopContext = createContext<Shop | null>(null);

/** Gives the shop's pages their navigation and what is adapted, and tells a running session where the visitor is. */
export function ShopProvider({ place, go, children }: ShopNavigation & { children: ReactNode }) {
  const { session, visit, consent } = useLive();
  const { language } = useTranslator();
  const { phase, decisions, pageOpenedAtMs } = useLiveSnapshot();
  const { count } = useCart();
  const page = useMemo(() => pageOf(place), [place]);
  const formErrors = useRef(0);
  const pageKey = `${page.kind}/${page.id}`;
  const turnedAtMs = useRef(performance.now());
  const receiptId = consent?.receiptId ?? null;

  useEffect(() => {
    session.turnedPage();
    formErrors.current = 0;
  }, [session, pageKey]);

  useEffect(() => {
    void visit.arm(language);
  }, [visit, language]);

  // every visit begins with the list, whoever it is: only there what was offered can be compared
  const comparable = page.kind === 'list';
  useEffect(() => {
    if (!comparable) return;
    const turned = turnedAtMs.current;
    const frame = afterPainting(() => {
      const shop = document.querySelector('[data-place="list"]');
      if (shop) void visit.served(receiptId, serviceLevels(shop, performance.now() - turned));
    });
    return () => cancelAnimationFrame(frame.id);
  }, [visit, receiptId, comparable]);

  const measuring = phase.name === 'measuring';
  useEffect(() => {
    if (!measuring) return;
    const report = () =>
      session.page(page, {
        secondsOnPage: Math.round((performance.now() - session.snapshot().pageOpenedAtMs) / 1000),
        cartItems: count,
        formErrors: formErrors.current,
      });
    report();
    const timer = setInterval(report, REPORT_EVERY_MS);
    return () => clearInterval(timer);
  }, [session, measuring, page, count]);

  const turn = useCallback(
    (to: Place) => {
      turnedAtMs.current = performance.now();
      go(to);
    },
    [go],
  );
  const shop = useMemo(
    () => ({
      place,
      go: turn,
      adaptation: adaptation({ decisions, pageOpenedAtMs }),
      countFormErrors: () => {
        formErrors.current++;
      },
    }),
    [place, turn, decisions, pageOpenedAtMs],
  );
  return <ShopContext value={shop}>{children}</ShopContext>;
}

/** The frame after the next: by then the browser has painted what was rendered. */
function afterPainting(work: () => void): { id: number } {
  const frame = {
    id: requestAnimationFrame(() => {
      frame.id = requestAnimationFrame(work);
    }),
  };
  return frame;
}

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error('useShop needs a ShopProvider above it');
  return shop;
}
