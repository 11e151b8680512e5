/** Points of the face mesh: 468 of the face, then 5 of each iris, its centre first. */
export const LANDMARK_COUNT = 478;
const TENTHS = 10;

/** Base64 of 478 x 2 little-endian int16 in tenths of a pixel → x0, y0, x1, y1, … in pixels of the picture. */
export function decodeLandmarks(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  if (bytes.length !== LANDMARK_COUNT * 4)
    throw new RangeError(`expected ${LANDMARK_COUNT * 4} bytes of landmarks, got ${bytes.length}`);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: LANDMARK_COUNT * 2 }, (_, i) => view.getInt16(2 * i, true) / TENTHS);
}
