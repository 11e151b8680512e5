export const HEADER_BYTES = 16;
const VERSION = 1;

/** `audio/L16` here is one channel at 16 kHz, little-endian. */
export type ContentFormat = 'image/jpeg' | 'image/png' | 'image/webp' | 'audio/L16';

const FORMAT_CODES: Record<ContentFormat, number> = {
  'image/jpeg': 1,
  'image/png': 2,
  'image/webp': 3,
  'audio/L16': 4,
};

/**
 * The 16 bytes before each picture or stretch of sound, big-endian:
 * u8 version, u8 format, u16 reserved, u32 sequence, u64 media time in microseconds.
 */
export function frameHeader(sequence: number, mediaTimeMicros: number, format: ContentFormat): ArrayBuffer {
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > 0xffffffff)
    throw new RangeError(`a frame's sequence must be a whole number in 0..4294967295, got ${sequence}`);
  if (!(mediaTimeMicros >= 0)) throw new RangeError(`media time must not be negative, got ${mediaTimeMicros}`);
  const header = new ArrayBuffer(HEADER_BYTES);
  const view = new DataView(header);
  view.setUint8(0, VERSION);
  view.setUint8(1, FORMAT_CODES[format]);
  view.setUint32(4, sequence);
  view.setBigUint64(8, BigInt(Math.round(mediaTimeMicros)));
  return header;
}
