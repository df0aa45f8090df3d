// Pictures of a chart to print: at a size of their own, on white ground, with title, legend and how it is counted.
import * as echarts from 'echarts/core';
import { GraphicComponent, LegendComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { Drawing, LegendEntry, Sheet } from './drawing';
import { draw } from './options';
import { widthOf } from './words';

echarts.use([GraphicComponent, LegendComponent, SVGRenderer]);

const WIDTH = 1000;
const EDGE = 28;

export type Caption = { heading: string; explanation: string };

export function asSvg(sheet: Sheet, caption: Caption): string {
  const { width, height, option } = page(sheet, caption);
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    const [wide, high] = [width + 2 * EDGE, height + 2 * EDGE];
    // A white page with the drawing inside of its edges.
    return chart.renderToSVGString()
      .replace(/<svg width="[^"]*" height="[^"]*"/, `<svg width="${wide}" height="${high}"`)
      .replace(/viewBox="[^"]*"/, `viewBox="${-EDGE} ${-EDGE} ${wide} ${high}"`)
      .replace(/(<svg[^>]*>)/, `$1<title>${escaped(caption.heading)}</title><rect x="${-EDGE}" y="${-EDGE}" width="${wide}" height="${high}" fill="${sheet.look.ground}"></rect>`);
  } finally {
    chart.dispose();
  }
}

export function asPng(sheet: Sheet, caption: Caption): string {
  const { width, height, option } = page(sheet, caption);
  const chart = echarts.init(document.createElement('div'), null, { renderer: 'canvas', width, height, devicePixelRatio: 2 });
  try {
    chart.setOption(option);
    chart.getZr().flush();
    const paper = document.createElement('canvas');
    [paper.width, paper.height] = [(width + 2 * EDGE) * 2, (height + 2 * EDGE) * 2];
    const ink = paper.getContext('2d')!;
    ink.fillStyle = sheet.look.ground;
    ink.fillRect(0, 0, paper.width, paper.height);
    ink.drawImage(chart.renderToCanvas({ pixelRatio: 2, backgroundColor: sheet.look.ground }), EDGE * 2, EDGE * 2);
    return paper.toDataURL('image/png');
  } finally {
    chart.dispose();
  }
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function page(sheet: Sheet, { heading, explanation }: Caption): { width: number; height: number; option: any } {
  const inner = WIDTH - 2 * EDGE;
  const lines = (text: string, size: number) => Math.max(1, Math.ceil((widthOf(text, size) * 1.06) / inner));
  const titleHeight = lines(heading, 20) * 28;
  const explained = explanation ? lines(explanation, 13) * 19 + 6 : 0;
  const legendTop = titleHeight + explained + 10;
  const measured = draw({ ...sheet, width: inner, height: 520, top: 0 });
  const entries = measured.legend.filter((entry) => !sheet.hidden.has(entry.id));
  const legendHeight = entries.length || measured.ramp ? Math.ceil(entries.reduce((total, entry) => total + widthOf(entry.name, 12) + 52, 0) / inner || 1) * 24 + 8 : 0;
  const top = legendTop + legendHeight;
  const height = top + Math.max(460, measured.needs);
  const drawing = draw({ ...sheet, width: inner, height, top });
  const titles = [
    { text: heading, left: 0, top: 0, padding: 0, textStyle: { color: sheet.look.text, fontSize: 20, fontWeight: 600, lineHeight: 28, width: inner, overflow: 'break' } },
    ...(explanation ? [{ text: explanation, left: 0, top: titleHeight + 4, padding: 0, textStyle: { color: sheet.look.quiet, fontSize: 13, fontWeight: 400, lineHeight: 19, width: inner, overflow: 'break' } }] : []),
  ];
  const named = entries.filter((entry) => !entry.fixed).map((entry) => entry.name);
  return { width: inner, height, option: { ...drawing.option, title: [...(drawing.option.title ?? []), ...titles],
    legend: { show: named.length > 0, data: named, top: legendTop, left: 0, itemGap: 16, selectedMode: false, textStyle: { color: sheet.look.text, fontSize: 12 } },
    graphic: [...drawing.ramp ? ramp(sheet, drawing, legendTop) : [], ...marks(sheet, entries, legendTop, named)] } };
}

function ramp(sheet: Sheet, { ramp: [least, most] = [0, 0] }: Drawing, top: number): any[] {
  const { look, words } = sheet;
  const low = `${words.say('little')} ${words.brief(least)}`;
  const text = (content: string, left: number) => ({ type: 'text', left, top: top + 2, style: { text: content, fill: look.text, fontSize: 12, fontFamily: sheet.font } });
  const start = widthOf(low, 12) + 8;
  return [text(low, 0), { type: 'rect', left: start, top, shape: { width: 160, height: 16 }, style: { stroke: look.line, fill: { type: 'linear', x: 0, y: 0, x2: 1, y2: 0,
    colorStops: [0, 0.1, 0.25, 0.5, 0.75, 1].map((offset) => ({ offset, color: look.shade(offset) })) } } }, text(`${words.brief(most)} ${words.say('much')}`, start + 168)];
}

/** What the legend says that is no series. */
function marks(sheet: Sheet, entries: LegendEntry[], top: number, named: string[]): any[] {
  let left = named.reduce((total, name) => total + widthOf(name, 12) + 50, 0);
  return entries.filter((entry) => entry.fixed).flatMap((entry) => {
    const at = left;
    left += widthOf(entry.name, 12) + 42;
    const shape = entry.shape === 'point'
      ? { type: 'polygon', left: at, top: top + 4, shape: { points: entry.hollow ? [[6, 0], [12, 6], [6, 12], [0, 6]] : [[3, 1], [9, 1], [11, 6], [9, 11], [3, 11], [1, 6]] },
        style: { fill: entry.hollow ? sheet.look.ground : entry.colour, stroke: entry.colour, lineWidth: 2 } }
      : { type: 'rect', left: at, top: top + 9, shape: { width: 22, height: 2 }, style: { fill: entry.colour } };
    return [shape, { type: 'text', left: at + 28, top: top + 3, style: { text: entry.name, fill: sheet.look.text, fontSize: 12, fontFamily: sheet.font } }];
  });
}
