/** The fields of the checkout form, in their order. The shop is a demonstration: nothing of this leaves the page. */
export const ADDRESS_FIELDS = ['name', 'email', 'street', 'postcode', 'city', 'card'] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];
export type Address = Record<AddressField, string>;

export const EMPTY_ADDRESS: Address = { name: '', email: '', street: '', postcode: '', city: '', card: '' };

export type AddressProblems = Partial<Record<AddressField, 'missing' | 'invalid'>>;

// loose on purpose: a form that refuses a real address costs more than one that takes a wrong one
const PATTERNS: Partial<Record<AddressField, RegExp>> = {
  email: /^\S+@\S+\.\S+$/,
  postcode: /^[\p{L}\d][\p{L}\d -]{2,9}$/u,
  card: /^(\d[ -]?){12,19}$/,
};

export function checkAddress(address: Address): AddressProblems {
  const problems: AddressProblems = {};
  for (const field of ADDRESS_FIELDS) {
    const value = address[field].trim();
    if (value === '') problems[field] = 'missing';
    else if (PATTERNS[field]?.test(value) === false) problems[field] = 'invalid';
  }
  return problems;
}

/** When the form is taken in steps: what belongs together. */
export const ADDRESS_STEPS: readonly (readonly AddressField[])[] = [
  ['name', 'email'],
  ['street', 'postcode', 'city'],
  ['card'],
];
