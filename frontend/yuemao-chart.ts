import { LitElement, css, html, nothing } from 'lit';
import type { ECharts, init as Init } from 'echarts/core';

let init: typeof Init | undefined;
const loading = () => import('./charts').then((charts) => { init = charts.init; });

type Item = { id: string; name: string; amount: number | null; x: number | null; y: number | null };
type Series = { id: string; name: string; items: Item[] };
type Data = { kind: string; unit: string; series: Series[]; target: number | null };

// Okabe and Ito's colours, which colour-blind people can tell apart; lighter ones on dark ground.
const LIGHT = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9', '#e69f00'];
const DARK = ['#56b4e9', '#ff9955', '#3ecf9f', '#e8a3c8', '#f0e442', '#8ab8ff', '#e6b34d'];

export class YuemaoChart extends LitElement {
  static properties = {
    heading: {}, explanation: {}, language: {}, texts: { attribute: false }, data: { attribute: false },
    choosable: { type: Boolean }, asTable: { state: true },
  };

  static styles = css`
    :host { display: flex; flex-direction: column; min-width: 0; min-height: 18rem; box-sizing: border-box; position: relative; }
    header { display: flex; align-items: flex-start; gap: 0.5rem; }
    h2 { flex: 1; margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.35; }
    .explanation { margin: 0.1rem 0 0.4rem; font-size: 0.8rem; line-height: 1.35; color: var(--vaadin-text-color-secondary, GrayText); }
    .picture { flex: 1; min-height: 14rem; min-width: 0; }
    .picture[hidden] { display: none; }
    .table { overflow: auto; flex: 1; max-height: 22rem; }
    .table.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    table { border-collapse: collapse; width: 100%; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
    caption { text-align: start; font-weight: 600; padding-bottom: 0.25rem; }
    th, td { text-align: end; padding: 0.2rem 0.5rem; border-bottom: 1px solid var(--vaadin-border-color-secondary, #8884); }
    th:first-child, td:first-child { text-align: start; }
    th button { all: unset; cursor: pointer; text-decoration: underline; }
    th button:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color, #0072b2); }
    .empty { flex: 1; display: grid; place-items: center; color: var(--vaadin-text-color-secondary, GrayText); }
    details { position: relative; }
    summary { list-style: none; cursor: pointer; width: 1.75rem; height: 1.75rem; display: grid; place-items: center; border-radius: 0.35rem; }
    summary::-webkit-details-marker { display: none; }
    summary:hover, .choices button:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
    summary:focus-visible, .choices button:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color, #0072b2); }
    .choices { position: absolute; inset-inline-end: 0; top: 2rem; z-index: 10; display: flex; flex-direction: column; min-width: 11rem;
      padding: 0.25rem; border-radius: 0.5rem; background: var(--vaadin-background-color, Canvas); border: 1px solid var(--vaadin-border-color, #8888);
      box-shadow: 0 4px 16px #0003; }
    .choices button { all: unset; cursor: pointer; padding: 0.4rem 0.6rem; border-radius: 0.3rem; font-size: 0.875rem; }
    .changed { animation: changed 1.6s ease-out; border-radius: 0.5rem; }
    @keyframes changed { from { box-shadow: 0 0 0 3px #e69f00; } to { box-shadow: 0 0 0 3px transparent; } }
    @media (prefers-reduced-motion: reduce) { .changed { animation: none; outline: 2px solid #e69f00; } }
  `;

  declare heading: string;
  declare explanation: string;
  declare language: string;
  declare texts: Record<string, string>;
  declare data: Data | undefined;
  declare choosable: boolean;
  declare asTable: boolean;
  private chart?: ECharts;
  private sizes?: ResizeObserver;
  private themes?: MutationObserver;
  private readonly systemTheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly redraw = () => this.draw();

  constructor() {
    super();
    this.heading = '';
    this.explanation = '';
    this.language = 'en';
    this.texts = {};
    this.choosable = false;
    this.asTable = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes = new ResizeObserver(() => { this.chart?.resize(); this.draw(); });
    this.themes = new MutationObserver(this.redraw);
    this.themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class', 'theme'] });
    this.systemTheme.addEventListener('change', this.redraw);
    this.requestUpdate('data');
  }

  disconnectedCallback() {
    this.sizes?.disconnect();
    this.themes?.disconnect();
    this.systemTheme.removeEventListener('change', this.redraw);
    this.chart?.dispose();
    this.chart = undefined;
    super.disconnectedCallback();
  }

  render() {
    const empty = this.isEmpty();
    return html`
      <header>
        <h2>${this.heading}</h2>
        <details @focusout=${this.closeMenu} @keydown=${this.menuKey}>
          <summary role="button" aria-label="${this.texts.menu}: ${this.heading}" title=${this.texts.menu ?? ''}>⋮</summary>
          <div class="choices">
            <button @click=${() => this.choose(() => this.savePng())}>${this.texts.png}</button>
            <button @click=${() => this.choose(() => this.saveCsv())}>${this.texts.csv}</button>
            <button @click=${() => this.choose(() => { this.asTable = !this.asTable; })}>
              ${this.asTable ? this.texts.picture : this.texts.table}
            </button>
          </div>
        </details>
      </header>
      <p class="explanation">${this.explanation}</p>
      ${empty ? html`<div class="empty">${this.texts.empty}</div>` : nothing}
      <div class="picture" role="img" aria-label=${this.heading} ?hidden=${empty || this.asTable}></div>
      <div class="table ${this.asTable ? '' : 'aside'}">${empty ? nothing : this.table()}</div>
    `;
  }

  updated(changed: Map<string, unknown>) {
    if (changed.has('data') || changed.has('asTable') || changed.has('language')) {
      this.draw();
      const before = changed.get('data') as Data | undefined;
      if (before && this.data) this.highlight(before, this.data);
    }
  }

  private isEmpty() {
    return !this.data || !this.data.series.some((series) => series.items.some((item) => item.amount));
  }

  private table() {
    const data = this.data!;
    return html`<table>
      <caption>${this.heading}</caption>
      <thead><tr><th scope="col">${this.texts.item}</th>${data.series.map((series) => html`<th scope="col">${series.name}</th>`)}</tr></thead>
      <tbody>${data.series[0].items.map((item, index) => html`<tr><th scope="row">${this.choosable && this.asTable && item.amount
        ? html`<button @click=${() => this.clicked(data.series[0].id, item.id)}>${item.name}</button>` : item.name}</th>
        ${data.series.map((series) => html`<td>${this.full(series.items[index]?.amount)}</td>`)}</tr>`)}</tbody>
    </table>`;
  }

  private full(amount: number | null | undefined): string {
    if (amount === null || amount === undefined) return '–';
    const digits = this.data?.unit === 'CNY' || this.data?.unit === 'NUMBER' ? 2 : this.data?.unit === 'PERCENT' ? 1 : 0;
    const text = new Intl.NumberFormat(this.language, { maximumFractionDigits: digits }).format(amount);
    return this.data?.unit === 'PERCENT' ? `${text} %` : text;
  }

  private number(amount: number): string {
    return new Intl.NumberFormat(this.language).format(amount);
  }

  private short(amount: number): string {
    const compact = new Intl.NumberFormat(this.language, { notation: 'compact', maximumFractionDigits: 1 }).format(amount);
    // As in the tiles and the lists: 1.2 bn.
    const text = compact.replace(/B$/, ' bn').replace(/T$/, ' tn').replace(/M$/, ' m');
    return this.data?.unit === 'PERCENT' ? `${text} %` : text;
  }

  private dark(): boolean {
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return scheme.includes('dark') && (!scheme.includes('light') || this.systemTheme.matches);
  }

  private draw() {
    const place = this.renderRoot.querySelector<HTMLDivElement>('.picture');
    if (!place || !this.isConnected) return;
    if (this.isEmpty() || this.asTable) {
      this.chart?.dispose();
      this.chart = undefined;
      return;
    }
    if (!init) {
      void loading().then(this.redraw);
      return;
    }
    if (!this.chart || this.chart.isDisposed()) {
      this.chart = init(place);
      this.sizes?.observe(place);
      this.chart.on('click', (clicked: any) => this.clicked(clicked.seriesId, clicked.data?.id ?? clicked.name));
    }
    this.chart.setOption(this.option(), { replaceMerge: ['series'] });
  }

  private clicked(series: string, item: string) {
    this.dispatchEvent(new CustomEvent('item-clicked', { detail: { series: String(series), item: String(item) } }));
  }

  /** Bars and slices that changed stand out for a moment, and so does the frame of the chart. */
  private highlight(before: Data, after: Data) {
    const key = (series: Series, item: Item) => `${series.id}/${item.id}`;
    const known = new Map(before.series.flatMap((series) => series.items.map((item) => [key(series, item), item.amount])));
    const changes = after.series.flatMap((series) =>
      series.items.filter((item) => known.get(key(series, item)) !== item.amount).map((item) => ({ seriesId: series.id, name: item.name })));
    if (!changes.length) return;
    const place = this.renderRoot.querySelector('.picture')!;
    place.classList.remove('changed');
    void (place as HTMLElement).offsetWidth; // Restarts the animation.
    place.classList.add('changed');
    this.setAttribute('data-changed', changes.map((change) => change.name).join(','));
    changes.forEach((change) => this.chart?.dispatchAction({ type: 'highlight', ...change }));
    setTimeout(() => changes.forEach((change) => this.chart?.dispatchAction({ type: 'downplay', ...change })), 1600);
  }

  private option(): any {
    const data = this.data!;
    const dark = this.dark();
    const text = dark ? '#e6e8eb' : '#22262b';
    const quiet = dark ? '#a4abb3' : '#5b636c';
    const line = dark ? '#ffffff26' : '#00000018';
    const ground = dark ? '#22262c' : '#ffffff';
    const common = {
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      animationDurationUpdate: 500,
      color: dark ? DARK : LIGHT,
      textStyle: { color: text, fontFamily: getComputedStyle(this).fontFamily },
      tooltip: {
        trigger: 'item', confine: true, renderMode: 'richText', backgroundColor: ground, borderColor: line,
        textStyle: { color: text }, valueFormatter: (amount: any) => this.full(Array.isArray(amount) ? amount[amount.length - 1] : amount),
      },
    };
    const points = (series: Series) => series.items.map((item) => ({ id: item.id, name: item.name, value: item.amount }));
    const names = data.series[0].items.map((item) => item.name);
    const legend = data.series.length > 1 ? { top: 0, textStyle: { color: text }, type: 'scroll' } : { show: false };
    const category = { type: 'category', data: names, axisLine: { lineStyle: { color: line } }, axisTick: { show: false },
      axisLabel: { color: quiet, hideOverlap: true } };
    const amounts = { type: 'value', splitLine: { lineStyle: { color: line } }, axisLabel: { color: quiet, hideOverlap: true, formatter: (amount: number) => this.short(amount) } };
    const grid = { left: 8, right: 16, top: data.series.length > 1 ? 36 : 16, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' };
    const small = data.series[0].items.length <= 14;
    const base = dark ? [86, 180, 233] : [0, 114, 178];
    // The more, the fuller: the square root, because areas and small numbers would pale otherwise.
    const shade = (share: number) => `rgba(${base.join(',')},${0.12 + 0.88 * Math.sqrt(share)})`;
    const onShade = (share: number) => (Math.sqrt(share) > 0.55 ? (dark ? '#101418' : '#ffffff') : text);
    const shaded = (items: { id: string; name: string; value: number | null }[]) => {
      const highest = Math.max(...items.map((item) => item.value ?? 0), 1);
      const total = items.reduce((sum, item) => sum + (item.value ?? 0), 0);
      return items.map((item) => ({ ...item, itemStyle: { color: shade((item.value ?? 0) / highest) },
        // A smaller tile has no room for a name; pointing at it tells.
        label: { show: (item.value ?? 0) > total * 0.012, color: onShade((item.value ?? 0) / highest) } }));
    };
    switch (data.kind) {
      case 'HORIZONTAL_BAR':
        return { ...common, legend, grid: { ...grid, right: 60, bottom: 0 },
          // Each bar says its number, so that the axis need not.
          xAxis: { ...amounts, axisLabel: { show: false }, splitLine: { show: false } },
          yAxis: { ...category, inverse: true, axisLabel: { color: text, width: Math.min(Math.max(this.clientWidth * 0.42, 90), 340),
            // Few names have room for a second line.
            overflow: names.length <= 8 ? 'break' : 'truncate', lineHeight: 14 } },
          series: data.series.map((series) => ({ id: series.id, name: series.name, type: 'bar', data: points(series), barMaxWidth: 22,
            itemStyle: { borderRadius: [0, 3, 3, 0] }, label: { show: true, position: 'right', color: text, formatter: (p: any) => this.short(p.value) } })) };
      case 'LINE':
      case 'AREA':
        return { ...common, tooltip: { ...common.tooltip, trigger: 'axis' }, legend, grid, xAxis: { ...category, boundaryGap: false }, yAxis: amounts,
          series: data.series.map((series, index) => ({ id: series.id, name: series.name, type: 'line', data: points(series), connectNulls: data.kind === 'LINE',
            symbol: ['circle', 'rect', 'triangle', 'diamond'][index % 4], symbolSize: 8, lineStyle: { width: 2.5, type: index % 2 ? 'dashed' : 'solid' },
            areaStyle: data.kind === 'AREA' ? { opacity: 0.18 } : undefined })) };
      case 'RING':
        return { ...common, legend: { show: false }, series: data.series.slice(0, 1).map((series) => ({ id: series.id, name: series.name, type: 'pie',
          radius: ['38%', '60%'], data: points(series).filter((item) => item.value), itemStyle: { borderColor: ground, borderWidth: 2 },
          label: { color: text, alignTo: 'edge', edgeDistance: 2, width: 84, overflow: 'break', lineHeight: 15, formatter: (p: any) => `${p.name}\n${this.short(p.value)}` },
          labelLayout: { hideOverlap: false } })) };
      case 'TREEMAP':
        return { ...common, series: data.series.slice(0, 1).map((series) => ({ id: series.id, name: series.name, type: 'treemap',
          data: shaded(points(series).filter((item) => item.value)), roam: false, nodeClick: false, breadcrumb: { show: false }, left: 0, right: 0, top: 4, bottom: 4,
          itemStyle: { borderColor: ground, gapWidth: 2 }, label: { overflow: 'truncate', formatter: (p: any) => `${p.name}\n${this.short(p.value)}` } })) };
      case 'SCATTER': {
        const farthest = Math.max(...data.series.flatMap((series) => series.items.map((item) => item.x ?? 0)));
        return { ...common, legend, grid, xAxis: { ...amounts }, yAxis: { ...amounts }, series: data.series.map((series) => ({ id: series.id, name: series.name,
          type: 'scatter', data: series.items.map((item) => ({ id: item.id, name: item.name, value: [item.x, item.amount],
            // Names stay inside the chart.
            label: { position: (item.x ?? 0) > farthest * 0.6 ? 'left' : 'right' } })),
          symbolSize: 10, label: { show: true, color: quiet, formatter: (p: any) => p.name }, labelLayout: { hideOverlap: true },
          tooltip: { formatter: (p: any) => `${p.name}\n${this.number(p.value[0])} · ${this.full(p.value[1])}` } })) };
      }
      case 'GAUGE': {
        const item = data.series[0].items[0];
        const most = Math.max(data.target ?? 0, item.amount ?? 0) || 1;
        const shape = { type: 'gauge', min: 0, max: most, startAngle: 200, endAngle: -20, radius: '95%', center: ['50%', '62%'] };
        // A tick where the target lies, which an arc beyond it would hide.
        const target = { ...shape, id: 'target', silent: true, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false },
          axisLabel: { show: false }, detail: { show: false }, title: { show: false }, z: 3, data: data.target ? [{ value: data.target }] : [],
          pointer: { icon: 'rect', width: 3, length: '17%', offsetCenter: [0, '-84%'], itemStyle: { color: text } } };
        return { ...common, series: [{ ...shape, id: data.series[0].id,
          progress: { show: true, width: 14 }, axisLine: { lineStyle: { width: 14, color: [[1, line]] } }, axisTick: { show: false }, splitLine: { show: false },
          axisLabel: { show: false }, pointer: { show: false }, title: { color: quiet, offsetCenter: [0, '28%'], fontSize: 13 },
          detail: { color: text, offsetCenter: [0, 0], fontSize: 26, formatter: (amount: number) => this.full(amount) },
          data: [{ id: item.id, name: data.target ? `${this.texts.target} ${this.full(data.target)}` : '', value: item.amount }] }, target] };
      }
      case 'TILE_MAP': {
        const items = data.series[0].items;
        const most = Math.max(...items.map((item) => item.amount ?? 0), 1);
        const columns = Math.max(...items.map((item) => item.x ?? 0)) + 1;
        const rows = Math.max(...items.map((item) => item.y ?? 0)) + 1;
        const first = Math.min(...items.map((item) => item.y ?? 0));
        return { ...common, grid: { left: 0, right: 0, top: 4, bottom: 0 }, xAxis: { show: false, min: 0, max: columns }, yAxis: { show: false, inverse: true, min: first, max: rows },
          series: [{ id: data.series[0].id, name: data.series[0].name, type: 'custom', encode: { tooltip: 2 },
            data: items.map((item) => ({ id: item.id, name: item.name, value: [item.x, item.y, item.amount ?? 0] })),
            renderItem: (_params: any, api: any) => {
              const [left, top] = api.coord([api.value(0), api.value(1)]);
              const [right, bottom] = api.coord([api.value(0) + 1, api.value(1) + 1]);
              const share = api.value(2) / most;
              const item = items[_params.dataIndex];
              const width = right - left - 3;
              return { type: 'group', children: [
                { type: 'rect', shape: { x: left + 1.5, y: top + 1.5, width, height: bottom - top - 3, r: 4 },
                  style: { fill: shade(share) } },
                { type: 'text', style: { x: (left + right) / 2, y: (top + bottom) / 2, align: 'center', verticalAlign: 'middle',
                  text: `${this.tileName(item.name, width)}\n${this.short(api.value(2))}`, fill: onShade(share),
                  fontSize: width < 52 ? 10 : 12, lineHeight: 15 } }] };
            } }] };
      }
      default:
        return { ...common, aria: { enabled: data.series.length > 1, label: { enabled: false }, decal: { show: data.series.length > 1 } }, legend, grid,
          xAxis: category, yAxis: amounts,
          series: data.series.map((series, index) => ({ id: series.id, name: series.name, type: 'bar', data: points(series), barMaxWidth: 40,
            stack: data.kind === 'STACKED_BAR' ? 'all' : undefined, emphasis: { focus: 'none' },
            label: { show: small && data.kind !== 'STACKED_BAR' && index < 2, position: 'top', color: text, formatter: (p: any) => (p.value ? this.short(p.value) : '') } })) };
    }
  }

  /** Chinese cities without 市; long English ones shortened to their tile. */
  private tileName(name: string, width: number): string {
    const plain = name.replace(/市$/, '');
    const most = Math.max(3, Math.floor(width / (/[一-鿿]/.test(plain) ? 13 : 7)));
    return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
  }

  private closeMenu(event: FocusEvent) {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (!menu.contains(event.relatedTarget as Node)) menu.open = false;
  }

  private menuKey(event: KeyboardEvent) {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  }

  private choose(action: () => void) {
    const menu = this.renderRoot.querySelector('details')!;
    menu.open = false;
    menu.querySelector('summary')?.focus();
    action();
  }

  private savePng() {
    if (this.chart) this.save(this.chart.getDataURL({ pixelRatio: 2, backgroundColor: this.dark() ? '#22262c' : '#ffffff' }), 'png');
  }

  private saveCsv() {
    if (!this.data) return;
    const cell = (content: string) => {
      // A cell that begins like a formula would be run as one by a spreadsheet.
      const safe = /^[=+\-@\t\r]/.test(content) && !/^-?[\d.]+$/.test(content) ? `'${content}` : content;
      return /[",\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
    };
    const rows = [[this.texts.item, ...this.data.series.map((series) => series.name)],
      ...this.data.series[0].items.map((item, index) => [item.name, ...this.data!.series.map((series) => String(series.items[index]?.amount ?? ''))])];
    const text = `﻿${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
    const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    this.save(url, 'csv');
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  private save(url: string, ending: string) {
    const link = document.createElement('a');
    link.href = url;
    link.download = `${this.heading.replace(/[\\/:*?"<>|]/g, ' ').trim()}.${ending}`;
    link.click();
  }
}

customElements.define('yuemao-chart', YuemaoChart);
