import { expect, test } from 'vitest';
import { adaptation, inForce } from './adaptation';
import type { LiveDecision } from './live-session';

function decided(id: string, action: string, receivedAtMs: number, more: Partial<LiveDecision> = {}): LiveDecision {
  return {
    receivedAtMs,
    decision: {
      type: 'decision',
      id,
      atMs: 0,
      playbook: 'retail',
      version: 1,
      rule: 'rule',
      action: { id: action, class: 'HELP', parameters: {} },
      reason: '',
      clauses: [],
      propensity: 1,
      fallback: 'none',
    },
    ...more,
  };
}

test('an open decision changes the shop', () => {
  expect(adaptation({ decisions: [decided('a', 'offer-help', 10)], pageOpenedAtMs: 0 })).toHaveProperty('offer-help');
});

test('what the visitor took back is gone at once', () => {
  const undone = decided('a', 'offer-help', 10, { verdict: 'undo', ended: 'undone' });
  expect(adaptation({ decisions: [undone], pageOpenedAtMs: 0 })).toEqual({});
});

test('an adaptation whose condition is over stays until the visitor moves on', () => {
  const over = decided('a', 'show-comparison', 10, { ended: 'condition-over' });
  expect(adaptation({ decisions: [over], pageOpenedAtMs: 5 })).toHaveProperty('show-comparison');
  expect(adaptation({ decisions: [over], pageOpenedAtMs: 20 })).toEqual({});
});

test('the end of the session and a withdrawal bring the plain shop back', () => {
  const over = decided('a', 'offer-human', 10, { ended: 'session-ended' });
  expect(adaptation({ decisions: [over], pageOpenedAtMs: 0 })).toEqual({});
});

test('an action this shop does not know changes nothing', () => {
  expect(adaptation({ decisions: [decided('a', 'raise-price', 10)], pageOpenedAtMs: 0 })).toEqual({});
});

test('whoever meets several changes is told of each of them, not of the latest alone', () => {
  const comparison = decided('c', 'show-comparison', 30);
  const person = decided('b', 'offer-human', 20);
  const calm = decided('a', 'calmer-tone', 10, { ended: 'condition-over' });
  const older = decided('o', 'offer-human', 5);
  expect(inForce({ decisions: [comparison, person, calm, older], pageOpenedAtMs: 0 })).toEqual([
    comparison,
    person,
    calm,
  ]);
});
