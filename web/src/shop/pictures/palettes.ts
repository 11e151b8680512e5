/** Colours of one picture: a soft backdrop, then the object's body in shade, plain and in light, and its second material. */
export interface Palette {
  back: string;
  floor: string;
  shade: string;
  body: string;
  light: string;
  second: string;
}

export const PALETTES: readonly [Palette, ...Palette[]] = [
  { back: '#e9ede8', floor: '#d9dfd7', shade: '#56705f', body: '#7a9683', light: '#a9c0af', second: '#b98a57' },
  { back: '#ece8e3', floor: '#ded7ce', shade: '#4e5a63', body: '#75838d', light: '#a9b4bb', second: '#c79a63' },
  { back: '#efe7df', floor: '#e2d5c8', shade: '#33363b', body: '#4f545b', light: '#7b828a', second: '#d9a35f' },
  { back: '#e6ebee', floor: '#d4dde2', shade: '#3f5f7a', body: '#6488a5', light: '#a5c0d4', second: '#8a5f3d' },
  { back: '#f0eae0', floor: '#e4d9c8', shade: '#8f6335', body: '#bd8a54', light: '#dcb98d', second: '#5c6b62' },
  { back: '#ecebe6', floor: '#dddbd3', shade: '#5f5a52', body: '#948d82', light: '#c6c0b6', second: '#b5763f' },
  { back: '#f3e8e1', floor: '#e8d6ca', shade: '#a34c33', body: '#cc7053', light: '#e7a58d', second: '#d9b070' },
  { back: '#eeece5', floor: '#e0ddd1', shade: '#8d8567', body: '#b8ae8c', light: '#ddd6bf', second: '#7d5a3a' },
  { back: '#e8eaec', floor: '#d8dcdf', shade: '#3e4f5c', body: '#5f7787', light: '#9fb3bf', second: '#d8c3a0' },
  { back: '#eee7ea', floor: '#e0d4d9', shade: '#7a4b5f', body: '#a66f86', light: '#d2a9b9', second: '#c9a06a' },
  { back: '#eae9df', floor: '#dbd9c8', shade: '#646b35', body: '#8e9656', light: '#bfc58f', second: '#a9714a' },
  { back: '#eaeaf0', floor: '#d9d9e4', shade: '#b5b0a6', body: '#e4dfd5', light: '#fbf8f2', second: '#4a5f8a' },
];
