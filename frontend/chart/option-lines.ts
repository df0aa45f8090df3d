// Lines, with projections and targets; many small ones; and points by two numbers.
import { Data, Item, Series } from './data';
import { Drawing, LegendEntry, Sheet, amounts, categories, colourOf, common, dashOf, grid, legendOf, marksOf, named, shown, style, symbolOf } from './drawing';
import { cut, widthOf } from './words';

const TARGET = ' target';

export function lines(sheet: Sheet): Drawing {
  const { data, look, scale, words } = sheet;
  const items = data.series[0].items;
  const visible = shown(sheet);
  const target = data.kind === 'LINE' ? data.target : null;
  // Where there is room, each line says its name at its end.
  const ended = (visible.length > 1 || target !== null) && sheet.width >= 520 * scale && visible.length <= 5;
  const targetName = target === null ? '' : `${words.say('target')} ${words.short(target)}`;
  const right = ended ? Math.min(Math.max(...visible.map(({ series }) => widthOf(series.name, 11 * scale)), widthOf(targetName, 11 * scale)) + 16, sheet.width * 0.22) : 16 * scale;
  const end = (name: string) => ({ show: ended, color: look.text, fontSize: 11 * scale, distance: 6, formatter: () => cut(name, right - 10, 11 * scale) });
  const size = (items.length > 40 ? 5 : 8) * scale;
  return {
    marks: marksOf(sheet), walk: 'across', needs: 200 * scale,
    legend: [...legendOf(sheet, () => 'line'), ...(target === null ? [] : [fixed(targetName, look.quiet)])],
    option: { ...common(sheet), grid: { ...grid(sheet, { right }), outerBoundsMode: ended ? 'auto' : 'same' },
      xAxis: { ...categories(sheet, items.map((item) => item.name)), boundaryGap: false }, yAxis: amounts(sheet),
      series: [...visible.map(({ series, index }) => {
        const colour = colourOf(sheet, series, index);
        const hollow = series.role === 'PROJECTION' || series.role === 'BEFORE';
        const plain = series.role === 'TARGET' || series.role === 'PACE';
        const join = joinOf(data, series);
        return { id: series.id, name: series.name, type: 'line', connectNulls: data.kind === 'LINE' && series.role === 'FIGURES', showAllSymbol: true,
          data: series.items.map((item, at) => (item.amount === null && join?.at === at ? { name: item.name, value: join.amount, symbol: 'none' }
            : { ...named(series, item), value: item.amount, itemStyle: pointStyle(sheet, series, item, colour, hollow || item.mark === 'RECOMPUTED') })),
          symbol: symbolOf(index), symbolSize: plain ? 5 * scale : size, z: series.role === 'FIGURES' ? 3 : 2,
          lineStyle: { color: colour, width: (plain || series.role === 'BEFORE' ? 1.5 : 2.5) * (sheet.large ? 1.8 : 1), type: dashOf(series, index) },
          areaStyle: data.kind === 'AREA' ? { color: colour, opacity: 0.18 } : undefined,
          itemStyle: hollow ? { color: look.ground, borderColor: colour, borderWidth: 2 * scale } : { color: colour }, endLabel: end(series.name), labelLayout: { moveOverlap: 'shiftY' } };
      }), ...(target === null ? [] : [{ id: TARGET, name: targetName, type: 'line', silent: true, symbol: 'none', data: items.map(() => target), z: 1,
        lineStyle: { color: look.quiet, width: 1.5 * scale, type: 'solid' }, endLabel: end(targetName), labelLayout: { moveOverlap: 'shiftY' } }])] },
  };
}

const fixed = (name: string, colour: string): LegendEntry => ({ id: TARGET, name, colour, shape: 'line', index: 0, dash: 'solid', fixed: true });

/** A projection begins where the figures before it end, which is no point of its own. */
function joinOf(data: Data, series: Series): { at: number; amount: number } | undefined {
  if (series.role !== 'PROJECTION' && series.role !== 'PACE') return undefined;
  const figures = data.series.slice(0, data.series.indexOf(series)).reverse().find((one) => one.role === 'FIGURES');
  const first = series.items.findIndex((item) => item.amount !== null);
  const at = figures ? figures.items.reduce((last, item, index) => (item.amount !== null && index < first ? index : last), -1) : -1;
  return at < 0 || first < 0 ? undefined : { at, amount: figures!.items[at].amount! };
}

function pointStyle(sheet: Sheet, series: Series, item: Item, colour: string, hollow: boolean): any {
  const plain = style(sheet, series.id, item.id, colour);
  return hollow ? { ...plain, color: sheet.look.ground, borderColor: plain.borderColor ?? plain.color, borderWidth: 2 * sheet.scale } : plain;
}

export function multiples(sheet: Sheet): Drawing {
  const { data, look, scale, words } = sheet;
  const visible = shown(sheet);
  const columns = Math.max(1, Math.min(visible.length, Math.floor(sheet.width / (220 * scale))));
  const rows = Math.ceil(visible.length / columns);
  const gap = 20 * scale;
  const width = (sheet.width - gap * (columns - 1)) / columns;
  const height = Math.max(112 * scale, (sheet.height - sheet.top - 4) / rows);
  const size = 12 * scale;
  const boxes = visible.map((_one, at) => ({ left: (at % columns) * (width + gap), top: sheet.top + 4 + Math.floor(at / columns) * height }));
  const last = (series: Series) => [...series.items].reverse().find((item) => item.amount !== null);
  const told = data.series.some((series) => series.items.some((item) => item.mark));
  return {
    marks: marksOf(sheet), walk: 'across', needs: rows * 112 * scale,
    legend: told ? [source(words.say('stated'), look.colours[0], false), source(words.say('recomputed'), look.colours[0], true)] : [],
    option: { ...common(sheet),
      title: visible.flatMap(({ series }, at) => {
        const amount = words.short(last(series)?.amount);
        return [
          { text: cut(series.name, width - widthOf(amount, size * 1.1, 700) - 12, size, 600), left: boxes[at].left, top: boxes[at].top, padding: 0, textStyle: { color: look.text, fontSize: size, fontWeight: 600 } },
          { text: amount, left: boxes[at].left + width, top: boxes[at].top, padding: 0, textAlign: 'right', textStyle: { color: look.text, fontSize: size * 1.1, fontWeight: 700 } },
        ];
      }),
      grid: boxes.map((box) => ({ left: box.left + 2, top: box.top + 24 * scale, width: width - 8, height: height - 24 * scale - 10, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' })),
      xAxis: visible.map(({ series }, at) => ({ ...categories(sheet, series.items.map((item) => item.name)), gridIndex: at, boundaryGap: ['4%', '4%'],
        axisLabel: { color: look.quiet, fontSize: 10 * scale, interval: (index: number) => index === 0 || index === series.items.length - 1, alignMinLabel: 'left', alignMaxLabel: 'right' } })),
      yAxis: visible.map((_one, at) => ({ ...amounts(sheet), gridIndex: at, scale: true, splitNumber: 2,
        axisLabel: { ...amounts(sheet).axisLabel, fontSize: 10 * scale } })),
      series: visible.map(({ series }, at) => {
        const colour = look.colours[0];
        return { id: series.id, name: series.name, type: 'line', xAxisIndex: at, yAxisIndex: at, connectNulls: true, showAllSymbol: true,
          symbolSize: (series.items.length > 24 ? 4 : 7) * scale, lineStyle: { color: colour, width: 2 * (sheet.large ? 1.8 : 1) }, itemStyle: { color: colour },
          data: series.items.map((item) => ({ ...named(series, item), value: item.amount, symbol: item.mark === 'RECOMPUTED' ? 'diamond' : 'circle',
            symbolSize: item.mark === 'RECOMPUTED' ? 10 * scale : undefined, itemStyle: pointStyle(sheet, series, item, colour, item.mark === 'RECOMPUTED') })) };
      }) },
  };
}

const source = (name: string, colour: string, hollow: boolean): LegendEntry => ({ id: ` ${name}`, name, colour, shape: 'point', index: hollow ? 3 : 0, hollow, fixed: true });

export function points(sheet: Sheet): Drawing {
  const { data, look, scale, words } = sheet;
  const visible = shown(sheet);
  const farthest = Math.max(...data.series.flatMap((series) => series.items.map((item) => item.x ?? 0)));
  return {
    marks: marksOf(sheet, (_series, item) => (item.x === null ? [] : [`${data.across ?? words.say('across')} ${words.number(item.x)}`])), walk: 'space', needs: 220 * scale,
    legend: legendOf(sheet, () => 'point'),
    option: { ...common(sheet), grid: grid(sheet, { top: 30 * scale, bottom: data.across ? 26 * scale : 8 }),
      xAxis: { ...amounts(sheet), name: data.across ?? '', nameLocation: 'middle', nameGap: 24 * scale, nameTextStyle: { color: look.quiet, fontSize: 12 * scale } },
      yAxis: { ...amounts(sheet), name: cut(visible[0]?.series.name ?? '', sheet.width - 20, 12 * scale), nameTextStyle: { color: look.quiet, fontSize: 12 * scale, align: 'left' } },
      series: visible.map(({ series, index }) => ({ id: series.id, name: series.name, type: 'scatter', symbol: symbolOf(index), symbolSize: 11 * scale,
        data: series.items.map((item) => ({ ...named(series, item), value: [item.x, item.amount],
          itemStyle: style(sheet, series.id, item.id, colourOf(sheet, series, index)),
          // Names stay inside the picture.
          label: { position: (item.x ?? 0) > farthest * 0.6 ? 'left' : 'right' } })),
        itemStyle: { opacity: 1 }, label: { show: true, color: look.quiet, fontSize: 12 * scale, formatter: (p: any) => p.name }, labelLayout: { hideOverlap: true } })) },
  };
}
