// Bars: upright, side by side, stacked, lying, ranked, and of those who stay and go.
import { Item, Series } from './data';
import { Drawing, Sheet, amounts, categories, colourOf, common, decalOf, grid, legendOf, marksOf, named, shown, style, symbolOf } from './drawing';
import { widthOf, wrap } from './words';

export function bars(sheet: Sheet): Drawing {
  const { data, look, scale, words } = sheet;
  const items = data.series[0].items;
  const stacked = data.kind === 'STACKED_BAR' || data.kind === 'RETENTION';
  const visible = shown(sheet);
  const drawn = visible.filter(({ series }) => series.role !== 'BEFORE');
  const room = (sheet.width - 60) / Math.max(items.length, 1) / (stacked ? 1 : Math.max(drawn.length, 1));
  const longest = Math.max(...data.series.flatMap((series) => series.items.map((item) => widthOf(words.brief(item.amount), 11 * scale))));
  // A line across them would cross their numbers.
  const labelled = !stacked && room > longest && drawn.length === visible.length;
  const most = Math.max(...items.map((_item, at) => drawn.reduce((total, { series }) => total + (series.items[at]?.amount ?? 0), 0)), 1);
  return {
    marks: marksOf(sheet, share(sheet, stacked)), walk: 'across', needs: 200 * scale,
    legend: legendOf(sheet, (series) => (series.role === 'BEFORE' ? 'line' : 'bar')),
    option: { ...common(sheet), grid: grid(sheet), xAxis: categories(sheet, items.map((item) => item.name)),
      yAxis: { ...amounts(sheet), axisLabel: { ...amounts(sheet).axisLabel, formatter: (amount: number) => words.short(data.kind === 'RETENTION' ? Math.abs(amount) : amount) } },
      series: visible.map(({ series, index }) => {
        const colour = colourOf(sheet, series, index);
        const sign = series.role === 'LOST' ? -1 : 1;
        const points = series.items.map((item) => ({ ...named(series, item), value: item.amount === null ? null : sign * item.amount,
          itemStyle: style(sheet, series.id, item.id, colour),
          label: stacked ? { show: fits(sheet, item, most, room) } : undefined }));
        const label = { color: look.text, fontSize: 11 * scale, formatter: (p: any) => (p.value ? words.brief(Math.abs(p.value)) : '') };
        if (series.role === 'BEFORE') {
          return { id: series.id, name: series.name, type: 'line', data: points.map((point) => ({ ...point, itemStyle: { ...point.itemStyle, color: look.ground, borderColor: colour, borderWidth: 2 * scale }, label: undefined })),
            symbol: symbolOf(index), symbolSize: 8 * scale, showAllSymbol: true, z: 3, connectNulls: false, lineStyle: { color: colour, width: 2 * scale } };
        }
        return { id: series.id, name: series.name, type: 'bar', data: points, barMaxWidth: 40 * scale, stack: stacked ? 'all' : undefined,
          itemStyle: { color: colour, decal: decalOf(sheet, index), ...(stacked ? {} : { borderRadius: [3, 3, 0, 0] }) },
          // On its own ground, since patterns lie below.
          label: stacked ? { ...label, position: 'inside', backgroundColor: look.ground, padding: [1, 3], borderRadius: 3 } : { ...label, show: labelled, position: 'top' } };
      }) },
  };
}

/** The part of a whole that a stacked bar is. */
function share(sheet: Sheet, stacked: boolean) {
  return (series: Series, item: Item): string[] => {
    if (!stacked || series.role === 'LOST' || sheet.data.series.length < 2) return [];
    const whole = sheet.data.series.filter((one) => one.role !== 'LOST').reduce((total, one) => total + (one.items.find((other) => other.id === item.id)?.amount ?? 0), 0);
    return whole ? [sheet.words.say('share', { share: sheet.words.share(item.amount ?? 0, whole) })] : [];
  };
}

const fits = (sheet: Sheet, item: Item, most: number, room: number) =>
  !!item.amount && (item.amount / most) * (sheet.height - sheet.top - 60 * sheet.scale) > 17 * sheet.scale
    && Math.min(room * 0.75, 40 * sheet.scale) > widthOf(sheet.words.brief(item.amount), 11 * sheet.scale) + 6;

export function lyingBars(sheet: Sheet): Drawing {
  const { data, look, scale, words } = sheet;
  const items = data.series[0].items;
  const ranked = data.kind === 'RANKING';
  const visible = shown(sheet);
  const names = items.map((item) => (ranked && item.x !== null ? `${item.x}  ${item.name}` : item.name));
  const texts = (item: Item) => [words.brief(item.amount), ...(ranked ? [change(sheet, item)] : [])].filter(Boolean).join('  ');
  const right = Math.max(...data.series.flatMap((series) => series.items.map((item) => widthOf(texts(item), 12 * scale)))) + 12;
  // Each bar needs some room as well.
  const left = Math.min(Math.max(...names.map((name) => widthOf(name, 12 * scale))) + 6, Math.max(sheet.width * 0.45, 80), sheet.width - right - 60, 340 * scale);
  // Few names have room for more lines.
  const most = items.length > 12 ? 1 : items.length > 5 && left > 130 * scale ? 2 : 3;
  const wrapped = names.map((name) => wrap(name, left, 12 * scale, most));
  const lines = Math.max(...wrapped.map((one) => one.length));
  return {
    marks: marksOf(sheet, ranked ? (_series, item) => ranks(sheet, item) : undefined), walk: 'down',
    needs: items.length * Math.max(18, 13 * visible.length + 6, 14 * lines + 6) * scale + 12,
    legend: legendOf(sheet, () => 'bar'),
    option: { ...common(sheet), grid: { ...grid(sheet, { left: left + 8, right, bottom: 4, top: 4 }), outerBoundsMode: 'none' },
      // Each bar says its number, so that the axis need not.
      xAxis: { ...amounts(sheet), axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: { ...categories(sheet, names), inverse: true, axisLabel: { color: look.text, fontSize: 12 * scale, interval: 0, lineHeight: 14 * scale,
        formatter: (_name: string, at: number) => wrapped[at].join('\n') } },
      series: visible.map(({ series, index }) => {
        const colour = colourOf(sheet, series, index);
        return { id: series.id, name: series.name, type: 'bar', barMaxWidth: 22 * scale, barGap: '10%',
          data: series.items.map((item) => ({ ...named(series, item), value: item.amount, text: texts(item), itemStyle: style(sheet, series.id, item.id, colour) })),
          itemStyle: { color: colour, decal: decalOf(sheet, index), borderRadius: [0, 3, 3, 0] },
          label: { show: true, position: 'right', color: look.text, fontSize: 12 * scale, formatter: (p: any) => p.data.text } };
      }) },
  };
}

/** ▲2, ▼1 or that it is new; nothing where nothing is ranked before. */
function change(sheet: Sheet, item: Item): string {
  if (item.x === null || sheet.data.series[0].items.every((one) => one.y === null)) return '';
  if (item.y === null) return sheet.words.say('rank-new');
  const up = item.y - item.x;
  return up > 0 ? `▲${up}` : up < 0 ? `▼${-up}` : '＝';
}

/** The same in words, to be heard. */
export function ranks(sheet: Sheet, item: Item): string[] {
  const { words } = sheet;
  if (item.x === null) return [];
  const now = words.say('rank-now', { rank: item.x });
  if (sheet.data.series[0].items.every((one) => one.y === null)) return [now];
  if (item.y === null) return [now, words.say('rank-new')];
  const up = item.y - item.x;
  return [now, up === 0 ? words.say('rank-same') : words.say(up > 0 ? 'rank-up' : 'rank-down', { by: Math.abs(up), before: item.y })];
}
