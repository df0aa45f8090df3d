// How a chart says its numbers and names, in the language of the person.

export class Words {
  private readonly plain: Intl.NumberFormat;
  private readonly exact: Intl.NumberFormat;
  private readonly compact: Intl.NumberFormat;
  private readonly part: Intl.NumberFormat;

  constructor(private readonly texts: Record<string, string>, language: string, private readonly unit: string) {
    const digits = unit === 'CNY' || unit === 'NUMBER' ? 2 : unit === 'PERCENT' ? 1 : 0;
    this.plain = new Intl.NumberFormat(language);
    this.exact = new Intl.NumberFormat(language, { maximumFractionDigits: digits });
    this.compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
    this.part = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  }

  /** A text of the element, with what it names by {name} filled in. */
  say(key: string, parts: Record<string, string | number> = {}): string {
    return (this.texts[key] ?? '').replace(/\{([a-z]+)\}/g, (_all, name) => String(parts[name] ?? ''));
  }

  full(amount: number | null | undefined): string {
    if (amount === null || amount === undefined) return '–';
    const text = this.exact.format(amount);
    return this.unit === 'PERCENT' ? `${text} %` : text;
  }

  short(amount: number | null | undefined): string {
    if (amount === null || amount === undefined) return '–';
    // As in the tiles and the lists: 1.2 bn.
    const text = this.compact.format(amount).replace(/K$/, 'k').replace(/B$/, ' bn').replace(/T$/, ' tn').replace(/M$/, ' m');
    return this.unit === 'PERCENT' ? `${text} %` : text;
  }

  /** Counts that people know by heart, such as 4,210, stay whole. */
  brief(amount: number | null | undefined): string {
    return this.unit === 'COUNT' && amount && Math.abs(amount) < 100000 ? this.full(amount) : this.short(amount);
  }

  number(amount: number): string {
    return this.plain.format(amount);
  }

  share(part: number, whole: number): string {
    return this.part.format(part / whole);
  }
}

const measure = document.createElement('canvas').getContext('2d')!;
let family = 'sans-serif';
// Asking the canvas takes longer than remembering.
const widths = new Map<string, number>();

/** The font that widths are measured in from now on. */
export function useFont(font: string) {
  if (font !== family || widths.size > 10000) widths.clear();
  family = font;
}

/** Room that a text takes, so that the right margin is left for it. */
export function widthOf(text: string, size: number, weight = 400): number {
  const key = `${size} ${weight} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    measure.font = `${weight} ${size}px ${family}`;
    width = Math.ceil(measure.measureText(text).width);
    widths.set(key, width);
  }
  return width;
}

/** A name cut to a width, with an ellipsis. */
export function cut(name: string, width: number, size: number, weight = 400): string {
  if (widthOf(name, size, weight) <= width) return name;
  let short = name;
  while (short.length > 1 && widthOf(`${short}…`, size, weight) > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

/** Chinese cities without 市, where there is little room. */
export const plainCity = (name: string) => name.replace(/(?<=..)市$/, '');

/** A long name in at most so many lines of a width, the last of them cut where that is not enough. */
export function wrap(name: string, width: number, size: number, most: number): string[] {
  // Between words, and between Chinese characters.
  const parts = name.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [name];
  const lines: string[] = [];
  for (let at = 0; at < parts.length;) {
    let end = at + 1;
    while (end < parts.length && widthOf(parts.slice(at, end + 1).join('').trim(), size) <= width) end += 1;
    if (lines.length === most - 1) end = parts.length;
    lines.push(cut(parts.slice(at, end).join('').trim(), width, size));
    at = end;
  }
  return lines;
}

/** A name in as few lines as fit a width: by words, or between the syllables of a Chinese name in Latin letters. */
export function inLines(name: string, width: number, size: number): string[] {
  if (widthOf(name, size) <= width) return [name];
  const words = name.includes(' ') ? name.split(' ') : halves(name);
  const lines = words.reduce<string[]>((all, word) => {
    const joined = name.includes(' ') && all.length ? `${all.at(-1)} ${word}` : '';
    return joined && widthOf(joined, size) <= width ? [...all.slice(0, -1), joined] : [...all, word];
  }, []);
  return lines.map((line) => cut(line, width, size));
}

function halves(name: string): string[] {
  const syllables = name.match(/[^aeiou]*[aeiou]+(?:ng(?![aeiou])|n(?![aeiou])|r(?![aeiou]))?/gi) ?? [];
  if (syllables.join('') === name && syllables.length > 1) return [syllables.slice(0, Math.ceil(syllables.length / 2)).join(''), syllables.slice(Math.ceil(syllables.length / 2)).join('')];
  return name.length > 3 ? [name.slice(0, Math.ceil(name.length / 2)), name.slice(Math.ceil(name.length / 2))] : [name];
}
