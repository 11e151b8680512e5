import { CloseCode } from '../sdk/messages';
import type { Sample } from './affect-history';
import type { LiveSnapshot, Phase } from './live-session';

/** Why nothing is read of the person now, as an id of a reason; null while something is, and before the first picture. */
export function unread(
  { phase, another }: Pick<LiveSnapshot, 'phase' | 'another'>,
  latest: Sample | undefined,
): string | null {
  if (another) return 'somebody-else';
  if (!latest) return null;
  if (phase.name === 'ended' && !readToItsEnd(phase)) return 'session-ended';
  if (phase.name !== 'ended' && phase.name !== 'measuring') return 'not-connected';
  return latest.affect ? null : latest.missing;
}

/** A recording that was read to its end still shows its last picture, with what was read in it. */
function readToItsEnd(ended: Extract<Phase, { name: 'ended' }>): boolean {
  return ended.code === CloseCode.Ended && !ended.withdrawn;
}

const STREAM_STALE_MS = 1000; // told at every picture or sound, at most five times a second

/** Whether the one stream stood still while pictures went on: its numbers are of somebody who is not read any more. */
export function isStale(stream: { atMs: number }, latest: Sample | undefined): boolean {
  return latest !== undefined && stream.atMs < latest.atMs - STREAM_STALE_MS;
}
