/** A place to look at, as shares of the window's width and height. */
export interface Target {
  x: number;
  y: number;
}

// far enough from the edges that the dot and its ring stay whole, and above the stop pill
const NEAR = 0.1;
const FAR = 0.9;
const LOW = 0.86;

/** Nine places, the middle first; long ways between neighbours, so that no place is guessed before it is seen. */
export const LEARNED: readonly Target[] = [
  { x: 0.5, y: 0.48 },
  { x: NEAR, y: NEAR },
  { x: FAR, y: LOW },
  { x: FAR, y: NEAR },
  { x: NEAR, y: LOW },
  { x: 0.5, y: NEAR },
  { x: 0.5, y: LOW },
  { x: NEAR, y: 0.48 },
  { x: FAR, y: 0.48 },
];

/** Four places between the nine, on which the error is measured: never on a place that was learned. */
export const CHECKED: readonly Target[] = [
  { x: 0.3, y: 0.29 },
  { x: 0.7, y: 0.67 },
  { x: 0.7, y: 0.29 },
  { x: 0.3, y: 0.67 },
];

export const TARGETS: readonly Target[] = [...LEARNED, ...CHECKED];
