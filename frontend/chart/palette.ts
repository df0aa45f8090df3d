// Colours and patterns. The first two colours are Okabe and Ito's, the others were searched for beside them. ChartPaletteTest reads the two lists and checks that people with any colour blindness tell them apart, and
// that each stands out from its ground by 3 to 1.

export const LIGHT = ['#0072b2', '#d55e00', '#05a05a', '#ab124b', '#1a5200', '#8b79ff', '#800168'];
export const DARK = ['#56b4e9', '#ff9955', '#47ffbc', '#ff48a0', '#fbed15', '#8269ff', '#a16a00'];
/** What panels and cards look like behind the charts. */
export const LIGHT_GROUND = '#f5f6f7';
export const DARK_GROUND = '#181c21';
export const PAPER = '#ffffff';

export type Look = {
  dark: boolean; colours: string[]; text: string; quiet: string; line: string; ground: string; ring: string;
  /** A colour for a share from 0 to 1: the more, the fuller, in one hue, so that lightness alone says it. */
  shade: (share: number) => string;
  /** The colour of a text on that colour. */
  onShade: (share: number) => string;
};

export function look(dark: boolean, ground = dark ? DARK_GROUND : LIGHT_GROUND): Look {
  const [full, none] = dark ? [[120, 200, 245], [48, 56, 66]] : [[0, 84, 138], [226, 238, 247]];
  // The square root, because areas and small numbers would pale otherwise.
  const mixed = (share: number) => full.map((part, at) => Math.round(none[at] + (part - none[at]) * Math.sqrt(Math.min(Math.max(share, 0), 1))));
  return {
    dark, ground, colours: dark ? DARK : LIGHT,
    text: dark ? '#e6e8eb' : '#22262b', quiet: dark ? '#aab1b9' : '#555d66', line: dark ? '#ffffff33' : '#00000021', ring: dark ? '#ffffff' : '#101418',
    shade: (share) => `rgb(${mixed(share).join(',')})`,
    onShade: (share) => (contrast(luminance(mixed(share)), 1) > contrast(luminance(mixed(share)), luminance([16, 20, 24])) ? '#ffffff' : '#101418'),
  };
}

function luminance(parts: number[]): number {
  const [red, green, blue] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** A colour without much of itself, for what is not chosen. */
export function paler(colour: string, ground: string): string {
  const parts = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [one, other] = [parts(colour), parts(ground)];
  return `#${one.map((part, at) => Math.round(part * 0.3 + other[at] * 0.7).toString(16).padStart(2, '0')).join('')}`;
}

/** The pattern of the nth series; the first is plain. Drawn in the ground's colour, so that the series keeps its own. */
export function decal(index: number, ground: string, scale = 1): unknown {
  const stroke = dark(ground) ? 'rgba(0,0,0,0.55)' : 'rgba(255,255,255,0.7)';
  const patterns: Record<string, unknown>[] = [
    { symbol: 'none' },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2.5, 5], rotation: -Math.PI / 4 },
    { symbol: 'circle', dashArrayX: [[7, 7], [0, 7, 7, 0]], dashArrayY: [7, 0], symbolSize: 0.5 },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2.5, 5], rotation: Math.PI / 4 },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: 0 },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 2 },
    { symbol: 'diamond', dashArrayX: [[9, 9], [0, 9, 9, 0]], dashArrayY: [9, 0], symbolSize: 0.7 },
  ];
  const one = patterns[index % patterns.length];
  return one.symbol === 'none' ? undefined : { color: stroke, symbolSize: 1, ...one, dashArrayX: scaled(one.dashArrayX, scale), dashArrayY: scaled(one.dashArrayY, scale) };
}

const scaled = (list: any, scale: number): any => (Array.isArray(list) ? list.map((one) => scaled(one, scale)) : list * scale);

const dark = (ground: string) => parseInt(ground.slice(1, 3), 16) < 128;

export const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow'];
export const DASHES: (string | number[])[] = ['solid', [7, 4], [2, 3], [10, 3, 2, 3], [12, 5], [4, 2], [1, 4]];
