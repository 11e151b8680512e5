import { expect, test } from 'vitest';
import { CloseCode } from '../sdk/messages';
import { phaseAfter } from './watch';

test('why a call is watched no longer is told apart', () => {
  expect(phaseAfter(CloseCode.Ended)).toBe('over');
  expect(phaseAfter(CloseCode.Withdrawn)).toBe('over');
  expect(phaseAfter(CloseCode.NoSuchCall)).toBe('gone');
  expect(phaseAfter(CloseCode.NotSignedIn)).toBe('signedOut');
  expect(phaseAfter(CloseCode.AnalysisFailed)).toBe('failed');
  expect(phaseAfter(CloseCode.TooManySessions)).toBe('busy');
});

test('a connection that broke by itself is lost', () => {
  expect(phaseAfter(1006)).toBe('lost');
  expect(phaseAfter(CloseCode.TimedOut)).toBe('lost');
});
