import { Choice, Data, Item, Series, keyOf } from './data';
import { DASHES, Look, SYMBOLS, decal, paler } from './palette';
import { Words } from './words';

/** One bar, slice, point, cell, tile, node or link: what can be walked to and chosen. */
export type Mark = {
  key: string; series: string; item: string;
  /** Where it lies among the others, as the arrow keys walk. */
  row: number; column: number;
  /** What it is called, what its number is of, and that number with what belongs to it. */
  name: string; of: string; value: string;
  /** For a mark that stands for many: it is chosen to see them in the table. */
  many?: boolean;
};

/** Arrow keys go along columns and rows, rows and columns, in order, to what lies next, or within and between lanes. */
export type Walk = 'across' | 'down' | 'order' | 'space' | 'lanes';

export type LegendEntry = { id: string; name: string; colour: string; shape: 'bar' | 'line' | 'point'; index: number; hollow?: boolean; dash?: string | number[]; fixed?: boolean };

export type Drawing = {
  option: any; marks: Mark[]; walk: Walk; legend: LegendEntry[];
  /** How high the picture must be to be read, in pixels. */
  needs: number;
  /** The least and the most that the colours stand for. */
  ramp?: [number, number];
  /** Titles of columns that stay in sight while the picture scrolls below them. */
  columns?: { left: number; right: number; names: string[] };
  /** Marks that have no shape of their own, in pixels of the picture. */
  boxes?: Map<string, Box>;
};

export type Box = { x: number; y: number; width: number; height: number };

/** What a picture is drawn from: the data, the room, the person's language and theme. */
export type Sheet = {
  data: Data; words: Words; look: Look; choice: Choice; hidden: Set<string>;
  width: number; height: number;
  /** Room above the picture, for the title of a print. */
  top: number;
  /** 2 on a large display. */
  scale: number; large: boolean; print: boolean; still: boolean; font: string;
};

export const shown = (sheet: Sheet) => sheet.data.series.map((series, index) => ({ series, index })).filter(({ series }) => !sheet.hidden.has(series.id));

export function colourOf(sheet: Sheet, series: Series, index: number): string {
  return series.role === 'BEFORE' || series.role === 'TARGET' ? sheet.look.quiet : sheet.look.colours[index % sheet.look.colours.length];
}

/** What every picture has in common. */
export function common(sheet: Sheet): any {
  const { look, scale } = sheet;
  return {
    animation: !sheet.still && !sheet.print, animationDuration: 350, animationDurationUpdate: 500, color: look.colours,
    backgroundColor: sheet.print ? look.ground : 'transparent',
    textStyle: { color: look.text, fontFamily: sheet.font, fontSize: 12 * scale },
    stateAnimation: { duration: sheet.still ? 0 : 150 },
  };
}

/** The look of one bar, slice or point: pale beside what is chosen, outlined where it is chosen itself. */
export function style(sheet: Sheet, series: string, item: string, colour: string): any {
  const { look, choice } = sheet;
  return {
    color: choice.pales(series, item) ? paler(colour, look.ground) : colour,
    ...(choice.has(series, item) ? { borderColor: look.ring, borderWidth: 2 * sheet.scale, borderType: 'solid' } : {}),
  };
}

export function mark(sheet: Sheet, series: Series, item: Item, row: number, column: number, more: string[] = []): Mark {
  const source = item.mark === 'STATED' ? [sheet.words.say('stated')] : item.mark === 'RECOMPUTED' ? [sheet.words.say('recomputed')] : [];
  return { key: keyOf(series.id, item.id), series: series.id, item: item.id, row, column, name: item.name, of: series.name,
    value: [sheet.words.full(item.amount), ...source, ...more].join(' · ') };
}

/** A mark for each number that is known, row by row. */
export function marksOf(sheet: Sheet, more: (series: Series, item: Item) => string[] = () => []): Mark[] {
  return shown(sheet).flatMap(({ series }, row) => series.items.flatMap((item, column) =>
    (item.amount === null ? [] : [mark(sheet, series, item, row, column, more(series, item))])));
}

/** What the library knows a datum by, so that it moves to its new place; and what we know its shape by. */
export function named(series: Series, item: Item): { key: string; id: string; name: string } {
  const key = keyOf(series.id, item.id);
  return { key, id: key, name: item.name };
}

export function legendOf(sheet: Sheet, shape: (series: Series) => 'bar' | 'line' | 'point'): LegendEntry[] {
  if (sheet.data.series.length < 2) return [];
  return sheet.data.series.map((series, index) => ({ id: series.id, name: series.name, colour: colourOf(sheet, series, index), shape: shape(series), index,
    hollow: series.role === 'BEFORE' || series.role === 'PROJECTION', dash: dashOf(series, index) }));
}

export function dashOf(series: Series, index: number): string | number[] {
  switch (series.role) {
    case 'PROJECTION': return [7, 5];
    case 'PACE': return [2, 3];
    case 'TARGET': case 'BEFORE': return 'solid';
    default: return DASHES[index % DASHES.length];
  }
}

export const symbolOf = (index: number) => SYMBOLS[index % SYMBOLS.length];

export const decalOf = (sheet: Sheet, index: number) => (sheet.data.series.length > 1 ? decal(index, sheet.look.ground, sheet.scale) : undefined);

export function grid(sheet: Sheet, room: Partial<Record<'left' | 'right' | 'top' | 'bottom', number>> = {}): any {
  return { left: room.left ?? 8, right: room.right ?? 16 * sheet.scale, top: sheet.top + (room.top ?? 16 * sheet.scale), bottom: room.bottom ?? 8,
    outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' };
}

export function categories(sheet: Sheet, names: string[]): any {
  const { look, scale } = sheet;
  return { type: 'category', data: names, axisLine: { lineStyle: { color: look.line } }, axisTick: { show: false },
    axisLabel: { color: look.quiet, fontSize: 12 * scale, hideOverlap: true } };
}

export function amounts(sheet: Sheet): any {
  const { look, scale, words } = sheet;
  return { type: 'value', splitNumber: sheet.large ? 3 : 5, splitLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.quiet, fontSize: 12 * scale, hideOverlap: true, formatter: (amount: number) => words.short(amount) } };
}
