import { LitElement, PropertyValues, html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ECharts, init as Init } from 'echarts/core';
import { Choice, Data, decode, isEmpty } from './chart/data';
import { Box, Drawing, Mark, Sheet, shown } from './chart/drawing';
import { legendView, rampView, swatch } from './chart/legend';
import { draw } from './chart/options';
import { Look, PAPER, look } from './chart/palette';
import { styles } from './chart/styles';
import { separated, tableOf, tableView } from './chart/table';
import { group, step } from './chart/walk';
import { Words } from './chart/words';

let init: typeof Init | undefined;
const loading = () => import('./charts').then((charts) => { init = charts.init; });

type Place = { seriesIndex: number; dataIndex: number; shape: any };

/** A point is chosen by a pointer that comes as near as this, in pixels. */
const NEAR = 12;
/** A heat map higher than this is scrolled within its place, in pixels. */
const HIGHEST = 560;
/** More numbers than these stand in the table only where it is asked for. */
const MUCH = 800;

export class YuemaoChart extends LitElement {
  static properties = {
    heading: {}, explanation: {}, countedHow: {}, language: {}, texts: { attribute: false }, data: { attribute: false }, chosen: { attribute: false },
    workbook: {}, choosable: { type: Boolean }, large: { type: Boolean, reflect: true },
    asTable: { state: true }, open: { state: true }, explained: { state: true }, without: { state: true }, drawing: { state: true },
    current: { state: true }, over: { state: true }, walking: { state: true }, spoken: { state: true },
  };

  static styles = styles;

  declare heading: string;
  declare explanation: string;
  declare countedHow: string;
  declare language: string;
  declare texts: string;
  declare data: string;
  /** Ids that other charts are narrowed to, a line each. */
  declare chosen: string;
  /** Where the workbook of what is shown can be fetched. */
  declare workbook: string;
  declare choosable: boolean;
  declare large: boolean;
  declare asTable: boolean;
  declare open: boolean;
  declare explained: boolean;
  /** Series that a person hides. */
  declare without: Set<string>;
  declare drawing: Drawing | undefined;
  /** Where the keyboard is, and what the pointer points at. */
  declare current: string;
  declare over: string;
  declare walking: boolean;
  declare spoken: string;
  private content?: Data;
  /** What the server offers; see Chart.java. */
  declare $server?: { choose(series: string, item: string): void };
  private earlier?: Data;
  private choice = new Choice('', undefined);
  private words = new Words({}, 'en', 'COUNT');
  private look: Look = look(false);
  private chart?: ECharts;
  private shape = '';
  private places = new Map<string, Place>();
  private boxes = new Map<string, Box>();
  private answered?: unknown;
  private sizes?: ResizeObserver;
  private themes?: MutationObserver;
  private readonly systemTheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  private readonly redraw = () => this.draw();
  /** A tip that lies over something can be put away without moving the pointer. */
  private readonly putAway = (event: KeyboardEvent) => { if (event.key === 'Escape') this.over = ''; };

  constructor() {
    super();
    this.heading = '';
    this.explanation = '';
    this.countedHow = '';
    this.language = 'en';
    this.texts = '{}';
    this.data = '';
    this.chosen = '';
    this.workbook = '';
    this.choosable = false;
    this.large = false;
    this.asTable = false;
    this.open = false;
    this.explained = false;
    this.without = new Set();
    this.current = '';
    this.over = '';
    this.walking = false;
    this.spoken = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes = new ResizeObserver(this.redraw);
    this.themes = new MutationObserver(this.redraw);
    this.themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class', 'theme'] });
    this.systemTheme.addEventListener('change', this.redraw);
    document.addEventListener('keydown', this.putAway);
    this.requestUpdate('data');
  }

  disconnectedCallback() {
    this.sizes?.disconnect();
    this.themes?.disconnect();
    this.systemTheme.removeEventListener('change', this.redraw);
    document.removeEventListener('keydown', this.putAway);
    this.dispose();
    super.disconnectedCallback();
  }

  willUpdate(changed: PropertyValues) {
    if (changed.has('data')) [this.earlier, this.content] = [this.content, decode(this.data)];
    if (changed.has('data') || changed.has('chosen')) this.choice = new Choice(this.chosen, this.content);
    if (changed.has('texts') || changed.has('language') || changed.has('data')) this.words = new Words(JSON.parse(this.texts), this.language, this.content?.unit ?? 'COUNT');
    if (changed.has('chosen') && changed.get('chosen') !== undefined && this.content) {
      const names = this.choice.names(this.content);
      this.spoken = names.length ? this.words.say('chosen-now', { names: names.join(this.words.say('between')) }) : changed.get('chosen') ? this.words.say('chosen-none') : '';
    }
  }

  render() {
    const { words } = this;
    const empty = isEmpty(this.content);
    const picture = !empty && !this.asTable;
    const drawing = picture ? this.drawing : undefined;
    return html`
      <header><h2>${this.heading}</h2>${this.large ? nothing : this.menu()}</header>
      <p class="explanation">${this.explanation}
        ${this.countedHow && !this.large ? html`<button class="how" aria-expanded=${String(this.explained)} aria-controls="counted" @click=${() => { this.explained = !this.explained; }}>${words.say('how')}</button>` : nothing}</p>
      <div id="counted" class="counted" role="region" aria-label="${words.say('how')}: ${this.heading}" tabindex="-1" ?hidden=${!this.explained || !this.countedHow}>
        ${this.countedHow.split('\n').filter(Boolean).map((paragraph) => html`<p>${paragraph}</p>`)}</div>
      ${empty ? html`<div class="empty">${words.say('empty')}</div>` : nothing}
      ${drawing ? legendView(drawing.legend, this.without, this.look, words, this.large, (id) => this.toggle(id)) : nothing}
      ${drawing?.ramp ? rampView(drawing.ramp, this.look, words) : nothing}
      <div class="frame" ?hidden=${!picture} style="min-height: ${drawing?.columns ? Math.min(drawing.needs, HIGHEST) : drawing?.needs ?? 224}px">
      <div class="stage ${drawing?.columns ? 'titled' : ''}" role="application" tabindex="0"
        aria-roledescription=${words.say('chart')} aria-label=${this.heading} aria-describedby="keys"
        @scroll=${() => this.requestUpdate()} @focus=${this.arrive} @blur=${this.leave} @keydown=${this.walk} @pointerleave=${() => { this.over = ''; }} @pointerdown=${() => { this.walking = false; }}>
        ${drawing?.columns ? html`<div class="columns" aria-hidden="true" style="padding: 0 ${drawing.columns.right}px 0 ${drawing.columns.left}px">${drawing.columns.names.map((name) => html`<span>${name}</span>`)}</div>` : nothing}
        <div class="picture" aria-hidden="true" ?hidden=${!picture} style="min-height: ${drawing?.needs ?? 0}px"></div>
        ${drawing && this.walking ? this.ring(drawing) : nothing}
      </div>
      ${drawing ? this.tip(drawing) : nothing}
      </div>
      <div id="keys" class="aside">${words.say(this.choosable ? 'walk-choose' : 'walk')}</div>
      <div class="aside" role="status">${this.spoken}</div>
      <div class="table ${this.asTable ? '' : 'aside'}" role=${this.asTable ? 'region' : nothing} aria-label=${this.asTable ? this.heading : nothing} tabindex=${this.asTable ? 0 : nothing}>
        ${guard([this.content, this.choice, words, this.heading, this.choosable, this.asTable], () => this.table())}</div>
    `;
  }

  /** Beside the picture it is there for those who read instead of walking, unless there is so much of it that it would slow all down. */
  private table() {
    const much = !this.asTable && (this.content?.series.length ?? 0) * (this.content?.series[0]?.items.length ?? 0) > MUCH;
    if (isEmpty(this.content) || much) return nothing;
    return tableView(tableOf(this.content!, this.words, this.choice), this.heading, this.words,
      this.choosable && this.asTable ? (series, item) => this.choose(series, item) : undefined);
  }

  private menu() {
    const { words } = this;
    // All charts of an overview have one address for their workbooks.
    const shared = this.closest('[workbooks]')?.getAttribute('workbooks');
    const workbook = this.workbook || (shared && `${shared}?chart=${encodeURIComponent(this.id)}`);
    const item = (text: string, action: () => void) => html`<button role="menuitem" tabindex="-1" @click=${() => this.take(action)}>${text}</button>`;
    return html`<div class="menu" @focusout=${this.closeMenu} @keydown=${this.menuKey}>
      <button aria-haspopup="menu" aria-expanded=${String(this.open)} aria-label="${words.say('menu')}: ${this.heading}" title=${words.say('menu')} @click=${() => this.openMenu(!this.open)}>⋮</button>
      <div class="choices" role="menu" aria-label="${words.say('menu')}: ${this.heading}" ?hidden=${!this.open}>
        ${item(words.say(this.asTable ? 'picture' : 'table'), () => this.turn(!this.asTable))}
        ${this.countedHow ? item(words.say('how'), () => this.explain()) : nothing}
        ${item(words.say('png'), () => void this.savePicture('png'))}
        ${item(words.say('svg'), () => void this.savePicture('svg'))}
        ${item(words.say('csv'), () => this.saveCsv())}
        ${workbook ? html`<a role="menuitem" tabindex="-1" href=${workbook} download router-ignore @click=${() => this.take(() => undefined)}>${words.say('xlsx')}</a>` : nothing}
      </div>
    </div>`;
  }

  private pointed(drawing: Drawing): { mark: Mark; ring: Box } | undefined {
    const mark = drawing.marks.find((one) => one.key === (this.walking ? this.current : this.over));
    const box = mark && this.boxOf(mark);
    if (!mark || !box) return undefined;
    const [width, height] = [Math.max(box.width + 8, 18), Math.max(box.height + 8, 18)];
    return { mark, ring: { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height } };
  }

  /** The frame around the mark where the keyboard is. */
  private ring(drawing: Drawing) {
    const pointed = this.pointed(drawing);
    if (!pointed) return nothing;
    const { x, y, width, height } = pointed.ring;
    const place = this.picturePlace!;
    return html`<div class="ring" style="left: ${x + place.offsetLeft}px; top: ${y + place.offsetTop}px; width: ${width}px; height: ${height}px"></div>`;
  }

  /** What there is to say of the mark where the keyboard is, or of what the pointer points at. */
  private tip(drawing: Drawing) {
    const pointed = this.pointed(drawing);
    const { stage } = this;
    if (!pointed || !stage) return nothing;
    const { mark, ring } = pointed;
    const place = this.picturePlace!;
    const left = Math.min(Math.max(ring.x + ring.width / 2, 0), place.clientWidth);
    const top = ring.y + place.offsetTop + stage.offsetTop - stage.scrollTop;
    const above = top > 56 || top + ring.height > stage.clientHeight - 40;
    return html`<div class="tip" aria-hidden="true" style="left: ${left}px; top: ${above ? Math.max(top, 0) - 4 : top + ring.height + 4}px; translate: ${-Math.round((left / (place.clientWidth || 1)) * 100)}% ${above ? '-100%' : '0'}">
      ${this.told(drawing, mark)}</div>`;
  }

  /** Beside the number itself the others at the same place, where series are compared. */
  private told(drawing: Drawing, mark: Mark) {
    const chosen = this.choice.has(mark.series, mark.item) ? html`<div>✓ ${this.words.say('chosen')}</div>` : nothing;
    const beside = drawing.walk === 'lanes' || this.content!.kind === 'HEAT_MAP' || this.content!.kind === 'MULTIPLES' ? [] : drawing.marks.filter((one) => one.item === mark.item);
    if (beside.length < 2) return html`<b>${mark.name}</b><div>${mark.of ? html`<span>${mark.of}</span>` : nothing}<span class="amount">${mark.value}</span></div>${chosen}`;
    const entries = new Map(drawing.legend.map((entry) => [entry.id, entry]));
    return html`<b>${mark.name}</b>${beside.map((one) => html`<div class=${one === mark ? 'it' : 'quiet'}>
      ${entries.has(one.series) ? swatch(entries.get(one.series)!, this.look) : nothing}<span>${one.of}</span><span class="amount">${one.value}</span></div>`)}${chosen}`;
  }

  updated(changed: PropertyValues) {
    const { stage, picturePlace } = this;
    if (stage && picturePlace) {
      this.sizes?.observe(stage);
      this.sizes?.observe(picturePlace);
    }
    if (['data', 'asTable', 'language', 'chosen', 'large', 'without', 'texts'].some((name) => changed.has(name))) {
      this.draw();
      if (changed.has('data') && this.earlier && this.content) this.highlight(this.earlier, this.content);
    }
  }

  private get stage() {
    return this.renderRoot.querySelector<HTMLDivElement>('.stage');
  }

  private get picturePlace() {
    return this.renderRoot.querySelector<HTMLDivElement>('.picture');
  }

  private dark(): boolean {
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return scheme.includes('dark') && (!scheme.includes('light') || this.systemTheme.matches);
  }

  /** A wall has larger letters where it has more room. */
  private letter(): number {
    return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  }

  private sheet(more: Partial<Sheet> = {}): Sheet {
    return { data: this.content!, words: this.words, look: this.look, choice: this.choice, hidden: this.without, width: 600, height: 400, top: 0,
      scale: this.large ? 2 * this.letter() / 16 : 1, large: this.large, print: false, still: this.calm.matches, font: getComputedStyle(this).fontFamily, ...more };
  }

  private dispose() {
    this.chart?.dispose();
    this.chart = undefined;
    this.shape = '';
    this.places.clear();
    this.boxes.clear();
  }

  private draw() {
    const place = this.picturePlace;
    if (!place || !this.isConnected) return;
    if (isEmpty(this.content) || this.asTable) {
      this.dispose();
      return;
    }
    this.look = look(this.dark());
    this.style.setProperty('--chart-ground', this.look.ground);
    this.style.setProperty('--chart-ring', this.look.ring);
    // Drawn once it is shown: a hidden tab has no size.
    if (!place.clientWidth || !place.clientHeight) return;
    if (!init) {
      void loading().then(this.redraw);
      return;
    }
    if (!this.chart || this.chart.isDisposed()) this.begin(place);
    const chart = this.chart!;
    if (chart.getWidth() !== place.clientWidth || chart.getHeight() !== place.clientHeight) chart.resize();
    const drawing = draw(this.sheet({ width: place.clientWidth, height: place.clientHeight }));
    drawing.option.series.forEach((series: any) => { series.cursor = this.choosable ? 'pointer' : 'default'; });
    // What is still there moves to its new place; another kind of picture begins anew.
    const shape = [this.content!.kind, shown(this.sheet()).length, this.content!.kind === 'MULTIPLES' ? drawing.option.series.length : ''].join();
    chart.setOption(drawing.option, shape === this.shape || !this.shape ? { replaceMerge: ['series'] } : { notMerge: this.content!.kind === 'MULTIPLES', replaceMerge: ['series'] });
    this.shape = shape;
    this.locate();
    this.drawing = drawing;
  }

  private begin(place: HTMLDivElement) {
    this.chart = init!(place);
    const chart = this.chart;
    chart.on('mouseover', (pointed: any) => { if (pointed.data?.key) this.over = pointed.data.key; });
    chart.on('mouseout', () => { this.over = ''; });
    chart.on('click', (clicked: any) => {
      this.answered = clicked.event?.event;
      if (clicked.data?.key) this.chooseKey(clicked.data.key);
    });
    chart.on('finished', () => {
      this.boxes.clear();
      if (this.walking || this.over) this.requestUpdate();
    });
    const surface = chart.getZr();
    surface.on('mousemove', (event: any) => { if (!event.target || this.farReaching()) this.over = this.nearest(event.offsetX, event.offsetY) ?? (event.target ? this.over : ''); });
    surface.on('click', (event: any) => {
      if (event.event === this.answered) return;
      const key = this.nearest(event.offsetX, event.offsetY);
      if (key) this.chooseKey(key);
    });
  }

  private farReaching() {
    return this.content?.kind === 'LINE' || this.content?.kind === 'AREA' || this.content?.kind === 'MULTIPLES';
  }

  /** Where the marks are drawn, as the library keeps them. */
  private locate() {
    this.places.clear();
    this.boxes.clear();
    (this.chart as any).getModel().eachSeries((model: any) => {
      const list = model.getData();
      for (let index = 0; index < list.count(); index += 1) {
        const key = list.getRawDataItem(index)?.key;
        const shape = list.getItemGraphicEl(index);
        if (key && shape) this.places.set(key, { seriesIndex: model.seriesIndex, dataIndex: index, shape });
      }
    });
  }

  private boxOf(mark: Mark): Box | undefined {
    const own = this.drawing?.boxes?.get(mark.key);
    if (own) return own;
    const kept = this.boxes.get(mark.key);
    if (kept) return kept;
    const shape = this.places.get(mark.key)?.shape;
    if (!shape) return undefined;
    const box = shape.getBoundingRect().clone();
    const transform = shape.getComputedTransform();
    if (transform) box.applyTransform(transform);
    const found = { x: box.x, y: box.y, width: box.width, height: box.height };
    this.boxes.set(mark.key, found);
    return found;
  }

  /** What a pointer means that points at no shape: the point of a line above or below it, or what it nearly points at. */
  private nearest(x: number, y: number): string | undefined {
    const far = this.farReaching();
    let nearest: string | undefined;
    let least = Infinity;
    for (const mark of this.drawing?.marks ?? []) {
      const box = this.boxOf(mark);
      if (!box) continue;
      const [aside, away] = [Math.max(box.x - x, x - box.x - box.width, 0), Math.max(box.y - y, y - box.y - box.height, 0)];
      // On lines the column decides first.
      const distance = far && this.content!.kind !== 'MULTIPLES' ? aside * 1000 + away : Math.hypot(aside, away);
      if (distance < least) [nearest, least] = [mark.key, distance];
    }
    return far ? (least < (this.content!.kind === 'MULTIPLES' ? 40 : Infinity) ? nearest : undefined) : least <= NEAR ? nearest : undefined;
  }

  private chooseKey(key: string) {
    const mark = this.drawing?.marks.find((one) => one.key === key);
    if (!mark) return;
    this.current = key;
    if (mark.many) {
      // One that stands for many is explained by the rows of the table.
      this.turn(true);
      return;
    }
    this.choose(mark.series, mark.item);
  }

  private choose(series: string, item: string) {
    this.$server?.choose(series, item);
  }

  private toggle(id: string) {
    const hidden = new Set(this.without);
    if (!hidden.delete(id)) hidden.add(id);
    // One is always left.
    if (this.content!.series.some((series) => !hidden.has(series.id))) this.without = hidden;
  }

  private arrive() {
    const marks = this.drawing?.marks ?? [];
    if (!this.stage?.matches(':focus-visible') || !marks.length) return;
    const start = marks.find((mark) => mark.key === this.current) ?? marks.find((mark) => this.choice.has(mark.series, mark.item)) ?? marks[0];
    this.go(start);
  }

  private leave() {
    this.walking = false;
    this.light('');
  }

  private walk(event: KeyboardEvent) {
    const marks = this.drawing?.marks ?? [];
    const current = marks.find((mark) => mark.key === this.current);
    if (event.key === 'Escape' && this.walking) {
      // The next one may close the dialog around it.
      event.stopPropagation();
      event.preventDefault();
      this.leave();
    } else if ((event.key === 'Enter' || event.key === ' ') && this.walking && current) {
      event.preventDefault();
      event.stopPropagation();
      this.chooseKey(current.key);
    } else if (marks.length && !event.altKey && !event.metaKey) {
      const next = current ? step(marks, current, event, this.drawing!.walk, (mark) => this.boxOf(mark)) : marks[0];
      if (!next || (!current && !event.key.startsWith('Arrow'))) return;
      event.preventDefault();
      event.stopPropagation();
      this.go(this.walking ? next : current ?? next);
    }
  }

  private go(mark: Mark) {
    this.current = mark.key;
    this.walking = true;
    const among = group(this.drawing!.marks, mark, this.drawing!.walk);
    const { words } = this;
    this.spoken = [mark.of ? words.say('mark', { name: mark.name, of: mark.of, value: mark.value }) : words.say('mark-alone', { name: mark.name, value: mark.value }),
      words.say('position', { at: words.number(among.indexOf(mark) + 1), all: words.number(among.length) }),
      ...(this.choice.has(mark.series, mark.item) ? [words.say('chosen')] : [])].join(words.say('between'));
    this.light(mark.key);
    const box = this.boxOf(mark);
    const { stage } = this;
    if (box && stage && stage.scrollHeight > stage.clientHeight) {
      const top = box.y + this.picturePlace!.offsetTop;
      const head = this.drawing!.columns ? 28 : 6;
      if (top - head < stage.scrollTop) stage.scrollTop = top - head;
      else if (top + box.height + 8 > stage.scrollTop + stage.clientHeight) stage.scrollTop = top + box.height + 8 - stage.clientHeight;
    }
  }

  /** The library's own way of showing what is meant, around the very shape. */
  private light(key: string) {
    if (!this.chart) return;
    this.places.forEach((place, other) => { if (place.shape.lit && other !== key) this.dispatch('downplay', other); });
    if (key) this.dispatch('highlight', key);
  }

  private dispatch(type: 'highlight' | 'downplay', key: string) {
    const place = this.places.get(key);
    if (!place) return;
    place.shape.lit = type === 'highlight';
    this.chart?.dispatchAction({ type, seriesIndex: place.seriesIndex, dataIndex: place.dataIndex });
  }

  /** What changed stands out for a moment, and so does the frame of the picture. */
  private highlight(before: Data, after: Data) {
    const amounts = new Map(before.series.flatMap((series) => series.items.map((item) => [`${series.id}\n${item.id}`, item.amount])));
    const changes = after.series.flatMap((series) => series.items.filter((item) => amounts.get(`${series.id}\n${item.id}`) !== item.amount)
      .map((item) => ({ key: `${series.id}\n${item.id}`, name: item.name })));
    if (!changes.length) return;
    const { stage } = this;
    stage?.classList.remove('changed');
    void stage?.offsetWidth; // Restarts the animation.
    stage?.classList.add('changed');
    this.setAttribute('data-changed', changes.slice(0, 50).map((change) => change.name).join(','));
    const few = changes.slice(0, 50);
    few.forEach(({ key }) => this.dispatch('highlight', key));
    setTimeout(() => few.forEach(({ key }) => { if (!this.walking || key !== this.current) this.dispatch('downplay', key); }), 1600);
  }

  private turn(asTable: boolean) {
    this.asTable = asTable;
    this.walking = false;
    void this.updateComplete.then(() => (asTable ? this.renderRoot.querySelector<HTMLElement>('.table') : this.stage)?.focus());
  }

  private explain() {
    this.explained = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#counted')?.focus());
  }

  private openMenu(open: boolean) {
    this.open = open;
    if (open) void this.updateComplete.then(() => this.choices[0]?.focus());
  }

  private get choices() {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.choices > *')];
  }

  private closeMenu(event: FocusEvent) {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node)) this.open = false;
  }

  private menuKey(event: KeyboardEvent) {
    const { choices } = this;
    const at = choices.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.take(() => undefined);
    } else if (to !== undefined) {
      event.preventDefault();
      if (!this.open) this.openMenu(true);
      else choices.at(to % choices.length)?.focus();
    } else if (event.key === ' ' && at >= 0) {
      event.preventDefault();
      choices[at].click();
    }
  }

  private take(action: () => void) {
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>('.menu > button')?.focus();
    action();
  }

  private async savePicture(kind: 'png' | 'svg') {
    if (isEmpty(this.content)) return;
    if (!init) await loading();
    const { asPng, asSvg } = await import('./chart/print');
    // Paper is white, whatever the theme.
    const sheet = this.sheet({ look: look(false, PAPER), print: true, scale: 1, large: false, font: getComputedStyle(this).fontFamily.replace(/"/g, "'") });
    const caption = { heading: this.heading, explanation: this.explanation };
    if (kind === 'png') this.save(asPng(sheet, caption), 'png');
    else this.saveText(asSvg(sheet, caption), 'image/svg+xml;charset=utf-8', 'svg');
  }

  private saveCsv() {
    if (this.content) this.saveText(separated(tableOf(this.content, this.words, this.choice)), 'text/csv;charset=utf-8', 'csv');
  }

  private saveText(text: string, type: string, ending: string) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    this.save(url, ending);
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
