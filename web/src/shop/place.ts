import type { Page } from '../sdk/messages';

/** Where in the shop the visitor is. The same pages live at addresses (`/shop/…`) and inside the live page. */
export type Place = { name: 'list' } | { name: 'product'; id: string } | { name: 'checkout' } | { name: 'thanks' };

export interface ShopNavigation {
  place: Place;
  go(place: Place): void;
}

export function pathOf(place: Place): string {
  switch (place.name) {
    case 'list':
      return '/shop';
    case 'product':
      return `/shop/product/${place.id}`;
    case 'checkout':
      return '/shop/checkout';
    case 'thanks':
      return '/shop/thanks';
  }
}

/** The page as playbook rules know it. */
export function pageOf(place: Place): Page {
  switch (place.name) {
    case 'list':
      return { kind: 'list', id: 'all' };
    case 'product':
      return { kind: 'product', id: place.id };
    case 'checkout':
      return { kind: 'checkout', id: 'checkout' };
    case 'thanks':
      return { kind: 'confirmation', id: 'thanks' };
  }
}
