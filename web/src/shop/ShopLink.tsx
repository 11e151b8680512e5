import type { MouseEvent, ReactNode } from 'react';
import { pathOf, type Place } from './place';
import { useShop } from './ShopContext';

/** A link that is a real address, and turns the page in place where the shop is embedded. */
export function ShopLink(props: {
  to: Place;
  className?: string | undefined;
  testId?: string;
  /** It is where the visitor is already. */
  current?: boolean;
  children: ReactNode;
}) {
  const { go } = useShop();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(props.to);
  };
  return (
    <a
      href={pathOf(props.to)}
      className={props.className}
      data-testid={props.testId}
      aria-current={props.current ? 'true' : undefined}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}
