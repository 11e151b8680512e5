import { expect, test } from 'vitest';
import { summary, switchPath, type Trust } from './trust';

const sound: Trust = {
  deployment: { place: 'web', role: 'customer', jurisdiction: 'eu', ageBand: 'adult', purposes: [], meets: [] },
  pack: { version: 'eu/3', reviewed: '2026-11-22', reviewBy: '2027-05-22', overdue: false, dates: [] },
  permissions: ['allow-with-notice', 'block'].map(outcome => ({
    purpose: 'analytics',
    modality: 'face',
    biometric: true,
    outcome,
    reason: '',
    article: '',
    rule: '',
  })),
  gate: [],
  k: 10,
  consents: [],
  parity: [],
  retention: { sessionDays: 90, consentDays: 180 },
  switchedOff: [],
};

const off = { what: { scope: 'MODALITY' as const, id: 'face' }, reason: 'test', since: '', by: '' };
const worse = { measure: 'price', declined: 40, consented: 40, ratio: 1.1, low: 1.05, high: 1.15 };

test('the gravest news comes first', () => {
  expect(summary(sound)).toEqual({ state: 'sound', permitted: 1, of: 2 });
  expect(summary({ ...sound, switchedOff: [off] }).state).toBe('off');
  expect(summary({ ...sound, switchedOff: [off], pack: { ...sound.pack, overdue: true } }).state).toBe('overdue');
  expect(summary({ ...sound, switchedOff: [off], parity: [{ ...worse, verdict: 'worse' }] }).state).toBe('worse');
});

test('a switch has an address of its own', () => {
  expect(switchPath('PLAYBOOK', 'retail-checkout')).toBe('/v1/switches/playbook/retail-checkout');
});
