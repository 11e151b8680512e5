import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../i18n/language';
import { cartLines, totals } from './cart';
import { alternativeTo, CATEGORIES, familyOf, productById, PRODUCTS, reviewsOf, tagsOf, variantsOf } from './catalogue';
import en from '../i18n/en.json';
import colours from './colours.json';
import { PALETTES } from './pictures/palettes';
import { checkAddress, EMPTY_ADDRESS } from './address';
import { PICTURE_KINDS } from './pictures/kinds';

describe('the catalogue', () => {
  test('has forty products in five shelves', () => {
    expect(PRODUCTS).toHaveLength(40);
    expect(new Set(PRODUCTS.map(product => product.id)).size).toBe(40);
    for (const category of CATEGORIES)
      expect(PRODUCTS.filter(product => product.category === category)).toHaveLength(8);
  });

  test('every product is drawn and written in every language', () => {
    for (const product of PRODUCTS) {
      expect(PICTURE_KINDS).toContain(product.picture);
      for (const text of [product.name, product.about, product.bestIf, product.material])
        for (const language of LANGUAGES) expect(text[language], `${product.id} ${language}`).toMatch(/\S/);
      for (const review of reviewsOf(product))
        for (const language of LANGUAGES) expect(review.text[language]).toMatch(/\S/);
    }
  });

  test('an alternative is another product of the same shelf', () => {
    for (const product of PRODUCTS) {
      const other = alternativeTo(product);
      expect(other.category).toBe(product.category);
      expect(other.id).not.toBe(product.id);
    }
  });
});

describe('the colours', () => {
  test('every product comes in three, at the same price, each with a page of its own', () => {
    expect(colours).toHaveLength(PALETTES.length);
    for (const product of PRODUCTS) {
      const variants = variantsOf(product);
      expect(new Set(variants.map(variant => variant.palette)).size).toBe(3);
      for (const variant of variants) {
        expect(productById(variant.id)?.priceEuros).toBe(product.priceEuros);
        expect(variantsOf(variant).map(other => other.id)).toEqual(variants.map(other => other.id));
        expect(familyOf(alternativeTo(variant).id)).not.toBe(product.id);
        expect(reviewsOf(variant)).toEqual(reviewsOf(product));
      }
    }
  });

  test('what a product is for can be named on the page', () => {
    for (const product of PRODUCTS)
      for (const tag of Object.keys(tagsOf(product))) expect(en, product.id).toHaveProperty([`shop.tag.${tag}`]);
  });
});

describe('the cart', () => {
  test('adds up goods and shipping', () => {
    expect(totals(cartLines({ 'stoneware-mug': 2 }))).toEqual({ goods: 36, shipping: 4.9, total: 40.9 });
  });

  test('ships for free from 60 euros', () => {
    expect(totals(cartLines({ 'table-lamp': 1 })).shipping).toBe(0);
  });

  test('ignores products it does not know and lines that were emptied', () => {
    expect(cartLines({ 'no-such-thing': 3, 'stoneware-mug': 0 })).toEqual([]);
  });
});

describe('the address form', () => {
  test('names every field that is missing', () => {
    expect(Object.keys(checkAddress(EMPTY_ADDRESS))).toEqual(['name', 'email', 'street', 'postcode', 'city', 'card']);
  });

  test('takes a complete address', () => {
    const address = {
      name: 'Ада Лавлейс',
      email: 'ada@example.org',
      street: 'Lindenweg 7',
      postcode: '10115',
      city: 'Berlin',
      card: '4242 4242 4242 4242',
    };
    expect(checkAddress(address)).toEqual({});
  });

  test('says what is wrong with an address that cannot be right', () => {
    const wrong = { ...EMPTY_ADDRESS, email: 'ada', postcode: '!', card: '12' };
    expect(checkAddress(wrong)).toMatchObject({ email: 'invalid', postcode: 'invalid', card: 'invalid' });
  });
});
