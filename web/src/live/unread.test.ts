import { describe, expect, test } from 'vitest';
import { parseServerMessage, type AffectMessage } from '../sdk/messages';
import examples from '../sdk/protocol-examples.json';
import { AffectHistory } from './affect-history';
import { headline } from './headline';
import { isStale, unread } from './unread';

const seen = parseServerMessage(JSON.stringify(examples.affect)) as AffectMessage;
const measuring = { phase: { name: 'measuring' }, another: null } as const;

function samples(...messages: AffectMessage[]) {
  const history = new AffectHistory();
  for (const message of messages) history.add(message);
  return history.samples;
}

const before = samples(seen);
const lost = samples(seen, { ...seen, atMs: seen.atMs + 40, faces: [], affect: [] });

describe('what is shown as now', () => {
  test('is what was read in the newest picture', () => {
    expect(unread(measuring, before.at(-1))).toBeNull();
    expect(unread(measuring, undefined)).toBeNull();
  });

  test('is nothing from the first picture without the face', () => {
    expect(unread(measuring, lost.at(-1))).toBe('no-face');
  });

  test('is nothing while somebody else sits there or the connection is lost, whatever was read before', () => {
    expect(unread({ ...measuring, another: { untilMs: 1 } }, before.at(-1))).toBe('somebody-else');
    expect(unread({ ...measuring, phase: { name: 'reconnecting', attempt: 2 } }, before.at(-1))).toBe('not-connected');
    expect(headline(before, 'not-connected')).toEqual({ kind: 'not-measurable', reason: 'not-connected' });
  });

  test('is the last picture of a recording that was read to its end, and nothing of a session that was cut off', () => {
    const ended = { name: 'ended', withdrawn: false } as const;
    expect(unread({ ...measuring, phase: { ...ended, code: 1000 } }, before.at(-1))).toBeNull();
    expect(unread({ ...measuring, phase: { ...ended, code: 4409 } }, before.at(-1))).toBe('session-ended');
  });

  test('is no stream that stood still for a second while pictures went on', () => {
    const latest = before.at(-1);
    expect(isStale({ atMs: seen.atMs - 900 }, latest)).toBe(false);
    expect(isStale({ atMs: seen.atMs - 1100 }, latest)).toBe(true);
    expect(isStale({ atMs: 0 }, undefined)).toBe(false);
  });
});
