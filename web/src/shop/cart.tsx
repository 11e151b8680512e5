import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { productById, type Product } from './catalogue';

export type Cart = Readonly<Record<string, number>>;

export interface CartLine {
  product: Product;
  count: number;
}

const SHIPPING_EUROS = 4.9;
const FREE_SHIPPING_FROM_EUROS = 60;

export function cartLines(cart: Cart): CartLine[] {
  return Object.entries(cart).flatMap(([id, count]) => {
    const product = productById(id);
    return product && count > 0 ? [{ product, count }] : [];
  });
}

/** What the visitor pays. Nothing but the goods decides it. */
export function totals(lines: readonly CartLine[]): { goods: number; shipping: number; total: number } {
  const goods = lines.reduce((sum, line) => sum + line.product.priceEuros * line.count, 0);
  const shipping = goods === 0 || goods >= FREE_SHIPPING_FROM_EUROS ? 0 : SHIPPING_EUROS;
  return { goods, shipping, total: goods + shipping };
}

interface CartState {
  lines: CartLine[];
  count: number;
  change(id: string, by: number): void;
  empty(): void;
}

const CartContext = createContext<CartState | null>(null);

/** One cart for the shop at its own address and the one inside the live page; it lives as long as the tab. */
export function CartProvider({ children }: { children: ReactNode }) {
  const [cart, setCart] = useState<Cart>({});
  const state = useMemo(() => {
    const lines = cartLines(cart);
    return {
      lines,
      count: lines.reduce((sum, line) => sum + line.count, 0),
      change: (id: string, by: number) =>
        setCart(current => ({ ...current, [id]: Math.max(0, (current[id] ?? 0) + by) })),
      empty: () => setCart({}),
    };
  }, [cart]);
  return <CartContext value={state}>{children}</CartContext>;
}

export function useCart(): CartState {
  const cart = useContext(CartContext);
  if (!cart) throw new Error('useCart needs a CartProvider above it');
  return cart;
}
