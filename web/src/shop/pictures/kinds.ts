/** Every object that `drawings.tsx` can draw. */
export const PICTURE_KINDS = [
  'apron', 'backpack', 'basket', 'bedding', 'board', 'bowl', 'cakestand', 'campmug', 'candle', 'carafe',
  'clock', 'cup', 'cushion', 'floorlamp', 'glasses', 'grinder', 'hammock', 'kettle', 'knife', 'lamp',
  'lantern', 'mirror', 'mortar', 'mug', 'pan', 'planter', 'plates', 'pot', 'press', 'rug',
  'sleepingbag', 'slippers', 'stove', 'teapot', 'teatowel', 'tent', 'thermos', 'throw', 'towels', 'vase',
] as const; // prettier-ignore
export type PictureKind = (typeof PICTURE_KINDS)[number];
