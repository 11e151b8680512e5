import type { Language } from '../i18n/language';
import type { PictureKind } from './pictures/kinds';
import colours from './colours.json';
import goods from './goods.json';
import reviews from './reviews.json';
import tags from './tags.json';

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

/** Steps on the wheel of colours, as the server's catalogue has them. */
const OTHER_COLOURS = [4, 8];
const BETWEEN = '--';

/** The product in its own colour, then in two others. */
export function variantsOf(product: Product): Product[] {
  const own = BASES.get(familyOf(product.id)) ?? product;
  return [own, ...OTHER_COLOURS.map(step => inColour(own, own.palette + step))];
}

function inColour(product: Product, palette: number): Product {
  const colour = colours[palette % colours.length]!;
  const named = (language: Language) => `${product.name[language]}, ${colour.name[language]}`;
  return {
    ...product,
    id: `${product.id}${BETWEEN}${colour.id}`,
    palette: palette % colours.length,
    name: { en: named('en'), ru: named('ru'), zh: named('zh') },
  };
}

export function colourOf(product: Product): Localized {
  return colours[product.palette % colours.length]!.name;
}

export function colourById(id: string): Localized | undefined {
  return colours.find(colour => colour.id === id)?.name;
}

/** What a product is a variant of. */
export function familyOf(id: string): string {
  return id.split(BETWEEN)[0]!;
}

const BASES = new Map(PRODUCTS.map(product => [product.id, product]));
const BY_ID = new Map(PRODUCTS.flatMap(variantsOf).map(product => [product.id, product]));

export function productById(id: string): Product | undefined {
  return BY_ID.get(id);
}

/** What it is for and made of, with weights. */
export function tagsOf(product: Product): Record<string, number> {
  return tags[product.picture];
}

/** The product of the same category whose price is nearest: what a hesitating visitor most likely weighs it against. */
export function alternativeTo(product: Product): Product {
  const others = PRODUCTS.filter(other => other.category === product.category && other.id !== familyOf(product.id));
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
  const first = PRODUCTS.findIndex(other => other.id === familyOf(product.id));
  return Array.from({ length: REVIEWS_SHOWN }, (_, i) => pool[(first + i) % pool.length]!);
}
