import { expect, test } from 'vitest';
import { ADAPTED, serviceLevels } from './service-level';

/** A part of a page as far as counting sees it. */
function control(adapted: boolean) {
  return { closest: (selector: string) => (adapted && selector === `[${ADAPTED}]` ? {} : null) };
}

function shopWith(...controls: ReturnType<typeof control>[]): ParentNode {
  return { querySelectorAll: () => controls } as unknown as ParentNode;
}

test('what was added for a visitor who agreed counts as no function of the page', () => {
  const declined = serviceLevels(shopWith(control(false), control(false)), 81.6);
  const agreed = serviceLevels(shopWith(control(false), control(false), control(true)), 81.6);

  expect(agreed).toEqual(declined);
  expect(declined).toMatchObject({ features: 2, 'latency-ms': 82 });
});

test('the basket is the same for everybody and costs something', () => {
  expect(serviceLevels(shopWith(), 1).price).toBeGreaterThan(0);
});
