import { describe, expect, test } from 'vitest';
import examples from '../sdk/protocol-examples.json';
import { parseServerMessage, type Affect, type AffectMessage } from '../sdk/messages';
import { lately, unitRows } from './action-units';
import { AffectHistory } from './affect-history';
import { opinions } from './opinions';

const recorded = parseServerMessage(JSON.stringify(examples.affect)) as AffectMessage;
const affect = recorded.affect[0]!;

/** A session in which each step changes what the recorded message says of the person. */
function samples(stepMs: number, ...changes: Partial<Affect>[]) {
  const history = new AffectHistory();
  changes.forEach((change, i) => history.add({ ...recorded, atMs: i * stepMs, affect: [{ ...affect, ...change }] }));
  return history.samples;
}

describe('action units', () => {
  test('keep their places whatever their values', () => {
    expect(unitRows(affect).map(row => row.id)).toEqual(['AU01', 'AU06', 'AU12', 'AU22']);
    const still = Object.fromEntries(Object.entries(affect.actionUnits).reverse());
    expect(unitRows({ ...affect, actionUnits: still }).map(row => row.id)).toEqual(['AU01', 'AU06', 'AU12', 'AU22']);
  });

  test('say what limits the trust in them', () => {
    expect(unitRows(affect).map(row => row.doubt)).toEqual([null, 'low-reliability', null, 'not-visible']);
  });

  test('of a server that does not decide presence are present from a trace', () => {
    const actionUnits = { AU12: { left: 1, right: 0.9, reliability: 1 } };
    expect(unitRows({ ...affect, actionUnits })[0]).toMatchObject({ present: 'left', doubt: null });
  });

  test('that are seen too badly to say are not listed as present', () => {
    const actionUnits = { AU14: { left: 4, right: 4, reliability: 0.2, present: 'unknown' as const } };
    expect(unitRows({ ...affect, actionUnits })[0]).toMatchObject({ present: 'unknown', doubt: 'low-reliability' });
    expect([...lately(samples(0, { actionUnits }))]).toEqual([]);
  });

  test('that were present stay listed for eight seconds', () => {
    const none = { AU12: { left: 0, right: 0, reliability: 0.9, present: 'none' as const } };
    expect([...lately(samples(7000, {}, { actionUnits: none }))]).toEqual(['AU06', 'AU12']);
    expect([...lately(samples(9000, {}, { actionUnits: none }))]).toEqual([]);
  });
});

describe('the second opinion', () => {
  test('stands beside the first, with a verdict', () => {
    expect(opinions(samples(0, {}))).toEqual({
      whole: { name: 'joy', probability: 0.7 },
      units: { name: 'surprise', probability: 0.4 },
      verdict: 'differ',
    });
  });

  test('does not flicker: one frame of disagreement in two seconds changes nothing', () => {
    const agreeing = { unitsExpression: affect.expression };
    expect(opinions(samples(100, agreeing, agreeing, agreeing, {}))).toMatchObject({ verdict: 'agree' });
    expect(opinions(samples(3000, agreeing, agreeing, agreeing, {}))).toMatchObject({ verdict: 'differ' });
  });

  test('may abstain, or be missing', () => {
    const reason = 'head-turned';
    expect(opinions(samples(0, { unitsExpression: { reason } }))).toMatchObject({ units: { reason }, verdict: 'open' });
    const { unitsExpression: _, ...older } = affect;
    const history = new AffectHistory();
    history.add({ ...recorded, affect: [older] });
    expect(opinions(history.samples)).toMatchObject({ units: null, verdict: 'open' });
    expect(opinions([])).toBeNull();
  });
});
