// Slices, tiles and cells: what is shown by its area or by how full its colour is.
import { Item, Series, keyOf, sum } from './data';
import { Box, Drawing, Mark, Sheet, common, mark, named, shown, style } from './drawing';
import { decal } from './palette';
import { cut, inLines, plainCity, widthOf } from './words';

const parts = (series: Series) => series.items.filter((item) => item.amount);

const shares = (sheet: Sheet) => (series: Series, item: Item) => [sheet.words.say('share', { share: sheet.words.share(item.amount ?? 0, sum(series.items)) })];

/** Marks of the first series in the order of its items, without those of nothing. */
const slices = (sheet: Sheet): Mark[] =>
  parts(sheet.data.series[0]).map((item, column) => mark(sheet, sheet.data.series[0], item, 0, column, shares(sheet)(sheet.data.series[0], item)));

export function ring(sheet: Sheet): Drawing {
  const { data, look, scale, words } = sheet;
  const series = data.series[0];
  const texts = new Map(parts(series).map((item) => [item.name, [...inLines(item.name, Math.min(90 * scale, sheet.width * 0.27), 12 * scale), words.short(item.amount)]]));
  const beside = Math.max(...[...texts.values()].flat().map((text) => widthOf(text, 12 * scale)));
  // As large as its names leave room on both sides.
  const outer = Math.max(Math.min((sheet.width - 2 * beside - 44 * scale) / 2, (sheet.height - sheet.top) * 0.36), 36 * scale);
  return {
    marks: slices(sheet), walk: 'order', needs: 220 * scale, legend: [],
    option: { ...common(sheet), series: [{ id: series.id, name: series.name, type: 'pie', radius: [outer * 0.62, outer], top: sheet.top,
      data: parts(series).map((item, index) => ({ ...named(series, item), value: item.amount,
        itemStyle: { borderColor: look.ground, borderWidth: 2, decal: decal(index, look.ground, scale), ...style(sheet, series.id, item.id, look.colours[index % look.colours.length]) } })),
      label: { color: look.text, fontSize: 12 * scale, alignTo: 'edge', edgeDistance: Math.max(2, sheet.width / 2 - outer - beside - 60 * scale), lineHeight: 15 * scale,
        overflow: 'none', formatter: (p: any) => texts.get(p.name)!.join('\n') },
      labelLine: { lineStyle: { color: look.quiet } }, labelLayout: { hideOverlap: false } }] },
  };
}

export function treemap(sheet: Sheet): Drawing {
  const { data, look, scale, words, choice } = sheet;
  const series = data.series[0];
  const most = Math.max(...series.items.map((item) => item.amount ?? 0), 1);
  const whole = sum(series.items);
  return {
    marks: slices(sheet), walk: 'space', needs: 220 * scale, legend: [],
    option: { ...common(sheet), series: [{ id: series.id, name: series.name, type: 'treemap', roam: false, nodeClick: false, breadcrumb: { show: false },
      left: 0, right: 0, top: sheet.top + 4, bottom: 4, itemStyle: { borderColor: look.ground, gapWidth: 2 },
      label: { lineOverflow: 'truncate', fontSize: 12 * scale, lineHeight: 15 * scale, formatter: (p: any) => `${p.name}\n${words.brief(p.value)}` },
      data: parts(series).map((item) => {
        const share = choice.pales(series.id, item.id) ? 0 : (item.amount ?? 0) / most;
        const area = ((item.amount ?? 0) / whole) * sheet.width * (sheet.height - sheet.top);
        return { ...named(series, item), value: item.amount,
          itemStyle: { color: look.shade(share), ...(choice.has(series.id, item.id) ? { borderColor: look.ring, borderWidth: 3 * scale } : {}) },
          // A smaller tile has no room for a name; pointing at it tells.
          label: { show: area > 1500 * scale * scale && (Math.sqrt(area) > 50 * scale || widthOf(item.name, 12 * scale) < Math.sqrt(area) * 0.8), overflow: item.name.split(' ').every((word) => widthOf(word, 12 * scale) < Math.sqrt(area) * 0.55) ? 'break' : 'truncate', color: look.onShade(share) } };
      }) }] },
  };
}

export function gauge(sheet: Sheet): Drawing {
  const { data, look, scale, words } = sheet;
  const series = data.series[0];
  const item = series.items[0];
  const most = Math.max(data.target ?? 0, item.amount ?? 0) || 1;
  const shape = { type: 'gauge', min: 0, max: most, startAngle: 200, endAngle: -20, radius: '95%',
    center: ['50%', sheet.top + (sheet.height - sheet.top) * 0.62] };
  const width = 14 * scale;
  // A tick where the target lies, which an arc beyond it would hide.
  const target = { ...shape, id: 'target', silent: true, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false },
    axisLabel: { show: false }, detail: { show: false }, title: { show: false }, z: 3, data: data.target ? [{ value: data.target }] : [],
    pointer: { icon: 'rect', width: 3 * scale, length: '17%', offsetCenter: [0, '-84%'], itemStyle: { color: look.text } } };
  const told = data.target ? [`${words.say('target')} ${words.full(data.target)}`, words.share(item.amount ?? 0, data.target)] : [];
  const box: Box = { x: sheet.width * 0.2, y: sheet.top + 8, width: sheet.width * 0.6, height: sheet.height - sheet.top - 16 };
  return {
    marks: [mark(sheet, series, item, 0, 0, told)], walk: 'order', needs: 160 * scale, legend: [], boxes: new Map([[keyOf(series.id, item.id), box]]),
    option: { ...common(sheet), series: [{ ...shape, id: series.id,
      progress: { show: true, width, itemStyle: style(sheet, series.id, item.id, look.colours[0]) }, axisLine: { lineStyle: { width, color: [[1, look.line]] } },
      axisTick: { show: false }, splitLine: { show: false }, axisLabel: { show: false }, pointer: { show: false },
      title: { color: look.quiet, offsetCenter: [0, '30%'], fontSize: 13 * scale },
      detail: { color: look.text, offsetCenter: [0, 0], fontSize: 26 * scale, formatter: (amount: number) => words.full(amount) },
      data: [{ ...named(series, item), name: data.target ? `${words.say('target')} ${words.full(data.target)}` : '', value: item.amount }] }, target] },
  };
}

/** A rectangle that is the fuller the more, with its number, and its name where it has one. */
function cell(sheet: Sheet, box: Box, share: number, texts: string[], size: number, chosen: boolean, pale: boolean, radius: number): any {
  const { look, scale } = sheet;
  const shownShare = pale ? share * 0.08 : share;
  const outline = chosen ? { stroke: look.ring, lineWidth: 3 * scale } : { stroke: look.line, lineWidth: 1 };
  return { type: 'group', children: [
    { type: 'rect', shape: { ...box, r: radius }, style: { fill: look.shade(shownShare), ...outline }, z2: chosen ? 2 : 1, transition: ['shape', 'style'],
      emphasis: { style: { stroke: look.ring, lineWidth: 2 * scale } } },
    ...(texts.length ? [{ type: 'text', z2: 3, style: { x: box.x + box.width / 2, y: box.y + box.height / 2, align: 'center', verticalAlign: 'middle', text: texts.join('\n'),
      fill: look.onShade(shownShare), fontSize: size, fontFamily: sheet.font, lineHeight: size * 1.25 } }] : []),
  ] };
}

export function tileMap(sheet: Sheet): Drawing {
  const { data, scale, words, choice } = sheet;
  const series = data.series[0];
  const items = series.items;
  const most = Math.max(...items.map((item) => item.amount ?? 0), 1);
  const columns = Math.max(...items.map((item) => item.x ?? 0)) + 1;
  const rows = Math.max(...items.map((item) => item.y ?? 0)) + 1;
  const first = Math.min(...items.map((item) => item.y ?? 0));
  const longest = Math.max(...items.map((item) => widthOf(plainCity(item.name), 12 * scale)));
  // The largest type in which all names fit, as long as it can be read.
  const size = Math.max(sheet.width / columns < 32 * scale ? 8 : 9, Math.min(12, Math.floor((12 * (sheet.width / columns - 8)) / (longest / scale) / scale))) * scale;
  const lines = 1 + Math.max(...items.map((item) => inLines(plainCity(item.name), sheet.width / columns - 1, size).length));
  return {
    marks: items.flatMap((item) => (item.amount === null ? [] : [mark(sheet, series, item, item.y ?? 0, item.x ?? 0)])), walk: 'space',
    needs: (rows - first) * Math.max(lines * size * 1.25 + 8, 34 * scale), legend: [], ramp: [0, most],
    option: { ...common(sheet), grid: { left: 0, right: 0, top: sheet.top + 4, bottom: 0 },
      xAxis: { show: false, min: 0, max: columns }, yAxis: { show: false, inverse: true, min: first, max: rows },
      series: [{ id: series.id, name: series.name, type: 'custom', clip: false,
        data: items.map((item) => ({ ...named(series, item), value: [item.x, item.y, item.amount ?? 0] })),
        renderItem: (params: any, api: any) => {
          const item = items[params.dataIndex];
          const [left, top] = api.coord([api.value(0), api.value(1)]);
          const [right, bottom] = api.coord([api.value(0) + 1, api.value(1) + 1]);
          const box = { x: left + 1.5, y: top + 1.5, width: right - left - 3, height: bottom - top - 3 };
          return cell(sheet, box, (item.amount ?? 0) / most, [...inLines(plainCity(item.name), box.width + 2, size), box.width > widthOf(words.brief(item.amount), size) ? words.brief(item.amount) : words.short(item.amount)], size,
            choice.has(series.id, item.id), choice.pales(series.id, item.id), 4);
        } }] },
  };
}

export function heatMap(sheet: Sheet): Drawing {
  const { data, look, scale, words, choice } = sheet;
  const visible = shown(sheet).map(({ series }) => series);
  const columns = data.series[0].items;
  const most = Math.max(...visible.flatMap((series) => series.items.map((item) => item.amount ?? 0)), 1);
  const left = Math.min(Math.max(...visible.map((series) => widthOf(series.name, 12 * scale))) + 8, Math.max(sheet.width * 0.34, 60 * scale), 220 * scale);
  const width = (sheet.width - left - 2) / columns.length;
  // Where not all titles fit, every second or third is there.
  const every = Math.min(Math.ceil(Math.max(...columns.map((item) => widthOf(item.name, 11 * scale) + 3)) / width), 4);
  // Many rows are lower, but always high enough for their name.
  const least = (visible.length > 24 ? 18 : 24) * scale;
  const cells = visible.flatMap((series, row) => series.items.flatMap((item, column) => (item.amount === null ? [] : [{ series, item, row, column }])));
  const head = sheet.print ? 22 * scale : 0;
  const size = (width < 20 * scale ? 9 : width < 34 * scale ? 10 : 11) * scale;
  return {
    marks: cells.map(({ series, item, row, column }) => ({ ...mark(sheet, series, item, row, column), name: series.name, of: item.name })), walk: 'across',
    needs: visible.length * least + 4 + head, legend: [], ramp: [0, most],
    columns: { left, right: 2, names: columns.map((item, at) => (at % every ? '' : cut(item.name, width * every - 2, 11 * scale))) },
    option: { ...common(sheet), animation: common(sheet).animation && cells.length <= 600,
      grid: { left, right: 2, top: sheet.top + head + 2, bottom: 2, outerBoundsMode: 'none' },
      xAxis: { ...categoryOf(columns.map((item) => item.name)), position: 'top', show: sheet.print, axisLabel: { color: look.quiet, fontSize: 11 * scale, interval: every - 1 } },
      yAxis: { ...categoryOf(visible.map((series) => series.name)), inverse: true,
        axisLabel: { color: look.text, fontSize: 12 * scale, interval: 0, formatter: (name: string) => cut(name, left - 10, 12 * scale) } },
      series: [{ id: 'cells', name: '', type: 'custom', clip: false, progressive: 0,
        data: cells.map(({ series, item, row, column }) => ({ ...named(series, item), value: [column, row, item.amount] })),
        renderItem: (params: any, api: any) => {
          const { series, item, row, column } = cells[params.dataIndex];
          const [x, y] = api.coord([column, row]);
          const [wide, high] = api.size([1, 1]);
          const box = { x: x - wide / 2 + 0.75, y: y - high / 2 + 0.75, width: wide - 1.5, height: high - 1.5 };
          const text = words.short(item.amount);
          const fits = widthOf(text, size) <= box.width - 1 && box.height >= size * 1.15;
          return cell(sheet, box, (item.amount ?? 0) / most, fits ? [text] : [], size, choice.has(series.id, item.id), choice.pales(series.id, item.id), 2);
        } }] },
  };
}

const categoryOf = (names: string[]) => ({ type: 'category', data: names, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } });

