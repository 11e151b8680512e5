import { describe, expect, test } from 'vitest';
import en from '../i18n/en.json';
import { Translator } from '../i18n/translator';
import {
  actionsOf,
  candidateInWords,
  comparedWithLog,
  featuresOf,
  standing,
  type Judged,
  type LearningPolicy,
} from './learning';

const policy: LearningPolicy = {
  id: 'home',
  version: 1,
  mode: 'online',
  killed: null,
  learner: 'linucb',
  changedAt: '2026-01-01T00:00:00Z',
  apprenticeDecisions: 0,
  matchRate: null,
  mayBePromoted: false,
  lessons: 0,
  fadings: 0,
  arms: [],
  settings: { experiment: null },
};

const judged = (low: number, high: number): Judged => ({
  name: 'always help',
  effectiveRows: 400,
  values: {
    dr: { estimate: 0.3, low: 0.2, high: 0.4, overLogged: (low + high) / 2, overLoggedLow: low, overLoggedHigh: high },
  },
  refusals: [],
  acted: null,
});

describe('what a policy does now', () => {
  test('is its mode, unless a switch stops it', () => {
    expect(standing(policy)).toBe('online');
    expect(standing({ ...policy, killed: 'complaints' })).toBe('killed');
  });
});

describe('a policy judged from the log', () => {
  test('is better or worse only where the whole interval says so', () => {
    expect(comparedWithLog(judged(0.01, 0.1))).toBe('better');
    expect(comparedWithLog(judged(-0.1, -0.01))).toBe('worse');
    expect(comparedWithLog(judged(-0.1, 0.1))).toBe('open');
  });

  test('has no verdict where support is too thin', () => {
    expect(comparedWithLog({ ...judged(0, 0), values: {} })).toBeNull();
  });
});

describe('what is typed for a new policy', () => {
  test('names actions with their kinds', () => {
    expect(actionsOf('plain=style, help = HELP,, more')).toEqual([
      { id: 'plain', class: 'style' },
      { id: 'help', class: 'HELP' },
      { id: 'more' },
    ]);
  });

  test('names features with their range, and the modality that one was read from', () => {
    expect(featuresOf('cart=0..10, frustration@face, valence@face=-1..1, device=phone')).toEqual([
      { name: 'cart', low: 0, high: 10 },
      { name: 'frustration', from: 'face' },
      { name: 'valence', from: 'face', low: -1, high: 1 },
      { name: 'device=phone' },
    ]);
  });
});

test('judged policies have names in words, and unknown ones their own', () => {
  const english = new Translator('en', en);
  expect(candidateInWords('first', english)).toBe('the first eligible');
  expect(candidateInWords('linucb', english)).toBe('LinUCB');
  expect(candidateInWords('always help', english)).toBe('always: help');
  expect(candidateInWords('playbook retail-checkout', english)).toBe('playbook retail-checkout');
  expect(candidateInWords('mine', english)).toBe('mine');
});
