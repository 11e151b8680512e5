import type { Language } from '../i18n/language';
import type { PictureKind } from './pictures/kinds';
import goods from './goods.json';
import reviews from './reviews.json';

export type Localized = Record<Language, string>;

export const CATEGORIES = ['kitchen', 'table', 'home', 'textile', 'outdoor'] as const;
export type Category = (typeof CATEGORIES)[number];

export type Care = 'dishwasher' | 'hand-wash' | 'machine-wash' | 'wipe';

export interface Product {
  id: string;
  category: Category;
  picture: PictureKind;
  /** Index into the picture palettes. */
  palette: number;
  /** Fixed for everybody; nothing in the shop changes it. */
  priceEuros: number;
  rating: number;
  ratings: number;
  material: Localized;
  weightGrams: number;
  care: Care;
  warrantyYears: number;
  name: Localized;
  about: Localized;
  /** Completes the sentence "Take this one if you …". */
  bestIf: Localized;
}

export interface Review {
  author: string;
  stars: number;
  text: Localized;
}

export const PRODUCTS = goods as Product[];

const BY_ID = new Map(PRODUCTS.map(product => [product.id, product]));

export function productById(id: string): Product | undefined {
  return BY_ID.get(id);
}

/** The product of the same category whose price is nearest: what a hesitating visitor most likely weighs it against. */
export function alternativeTo(product: Product): Product {
  const others = PRODUCTS.filter(other => other.category === product.category && other.id !== product.id);
  return others.reduce((nearest, other) =>
    Math.abs(other.priceEuros - product.priceEuros) < Math.abs(nearest.priceEuros - product.priceEuros)
      ? other
      : nearest,
  );
}

const REVIEWS_SHOWN = 3;

/** The same three reviews for the same product every time. */
export function reviewsOf(product: Product): Review[] {
  const pool = reviews[product.category] as Review[];
  const first = PRODUCTS.indexOf(product);
  return Array.from({ length: REVIEWS_SHOWN }, (_, i) => pool[(first + i) % pool.length]!);
}
