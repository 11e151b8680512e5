import { useEffect } from 'react';

const PRODUCT = 'Attune';

/** Names the page for tabs, the history and screen readers. Never after a person: histories are kept and shared. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title.includes(PRODUCT) ? title : `${title} · ${PRODUCT}`;
    return () => {
      document.title = PRODUCT;
    };
  }, [title]);
}
