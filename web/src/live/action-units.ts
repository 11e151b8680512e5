import type { ActionUnitReading, Affect, Side } from '../sdk/messages';
import type { Sample } from './affect-history';

export const STRONGEST = 5; // FACS intensity E
const TRACE = 1; // FACS intensity A
/** Below this a unit's number is a hint, not a measurement. */
const RELIABLE_FROM = 0.5;
const HELD_MS = 8000;

export const REGIONS = ['brows', 'eyes', 'nose', 'mouth', 'jaw'] as const;
export type Region = (typeof REGIONS)[number];

const REGION_OF: Record<number, Region> = {
  1: 'brows',
  2: 'brows',
  4: 'brows',
  5: 'eyes',
  6: 'eyes',
  7: 'eyes',
  43: 'eyes',
  45: 'eyes',
  9: 'nose',
  10: 'nose',
  26: 'jaw',
  27: 'jaw',
};

/** What limits the trust in a unit, null when nothing does. */
export type Doubt = 'not-visible' | 'low-reliability' | null;

export interface UnitRow {
  /** As on the wire: `AU04`. */
  id: string;
  number: number;
  region: Region;
  reading: ActionUnitReading;
  present: Side;
  doubt: Doubt;
}

/** The units of one person by region, then by number: their places never depend on their values. */
export function unitRows(affect: Affect | null | undefined): UnitRow[] {
  const rows = Object.entries(affect?.actionUnits ?? {}).map(([id, reading]): UnitRow => {
    const number = Number(id.replace(/^AU/, ''));
    return {
      id,
      number,
      region: REGION_OF[number] ?? 'mouth',
      reading,
      present: presence(reading),
      doubt: doubt(reading),
    };
  });
  const place = (row: UnitRow) => REGIONS.indexOf(row.region);
  return rows.sort((a, b) => place(a) - place(b) || a.number - b.number);
}

/** As the server decided; a server that does not say is taken at FACS A, a trace. */
export function presence(reading: ActionUnitReading): Side {
  if (reading.present) return reading.present;
  if (reading.left >= TRACE) return reading.right >= TRACE ? 'both' : 'left';
  return reading.right >= TRACE ? 'right' : 'none';
}

export function isPresent(side: Side): boolean {
  return side === 'both' || side === 'left' || side === 'right';
}

function doubt(reading: ActionUnitReading): Doubt {
  if (reading.evidence === 'not-visible') return 'not-visible';
  return reading.reliability < RELIABLE_FROM ? 'low-reliability' : null;
}

/**
 * The units that were present during the last eight seconds. One that comes and goes keeps its row, so that the list
 * can be read while it changes.
 */
export function lately(samples: readonly Sample[]): ReadonlySet<string> {
  const found = new Set<string>();
  const from = (samples.at(-1)?.atMs ?? 0) - HELD_MS;
  for (let i = samples.length - 1; i >= 0 && samples[i]!.atMs >= from; i--) {
    for (const [id, reading] of Object.entries(samples[i]!.affect?.actionUnits ?? {}))
      if (isPresent(presence(reading))) found.add(id);
  }
  return found;
}

export function mean(reading: { left: number; right: number }): number {
  return (reading.left + reading.right) / 2;
}
