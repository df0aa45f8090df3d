import { LitElement, css, html } from 'lit';
import { GridStack, GridItemHTMLElement } from 'gridstack';

type Place = [number: number, column: number, row: number, width: number, height: number];

const COLUMNS = 12;
/** More rows than a dashboard has. */
const FAR_BELOW = 4000;

/**
 * The tiles of a dashboard while a person arranges them, by pointer or by keyboard: the tiles are the server's elements, and
 * the server is told each new arrangement. gridstack moves out of the way what is in the way.
 */
export class YuemaoArranger extends LitElement {
  static properties = { texts: { attribute: false }, spoken: { state: true } };

  static styles = css`
    :host { display: block; }
    .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  `;

  declare texts: string;
  declare spoken: string;
  private grid?: GridStack;
  private told = '';
  private readonly added = new MutationObserver(() => this.adopt());

  constructor() {
    super();
    this.texts = '{}';
    this.spoken = '';
    this.addEventListener('keydown', (event) => this.key(event));
  }

  render() {
    return html`<slot></slot><div class="aside" role="status" aria-live="polite">${this.spoken}</div>`;
  }

  connectedCallback() {
    super.connectedCallback();
    this.classList.add('grid-stack');
    if (!this.grid) {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const grid = GridStack.init({
        column: COLUMNS, cellHeight: '5rem', margin: '0.25rem', mode: 'float', animate: !calm, minRow: 4, auto: false,
        alwaysShowResizeHandle: true, resizable: { handles: 'e,s,se' }, draggable: { cancel: 'vaadin-button' },
      }, this);
      if (!grid) return;
      grid.on('change', () => this.tell());
      grid.on('dragstop', (_event, item) => this.announce(item));
      grid.on('resizestop', (_event, item) => this.announce(item));
      this.grid = grid;
    }
    this.added.observe(this, { childList: true });
    this.adopt();
  }

  disconnectedCallback() {
    this.added.disconnect();
    this.grid?.destroy(false);
    this.grid = undefined;
    super.disconnectedCallback();
  }

  /** Puts the tiles where the server says. */
  place(places: Place[]) {
    this.adopt();
    this.told = JSON.stringify(this.sorted(places));
    this.grid?.batchUpdate();
    // Far below first, where nothing is in the way: else tiles would push each other on their way to their places.
    [FAR_BELOW, 0].forEach((below) => places.forEach(([number, x, y, w, h]) => {
      const item = this.item(number);
      if (item) this.grid?.update(item, { x, y: y + below, w, h });
    }));
    this.grid?.batchUpdate(false);
    this.name();
  }

  /** Moves the tiles up to where there is room. */
  compact() {
    this.grid?.compact();
    this.tell();
  }

  focusTile(number: number) {
    this.adopt();
    const item = this.item(number);
    item?.focus();
    item?.scrollIntoView({ block: 'nearest' });
  }

  say(text: string) {
    // Said again even where it is what was said last.
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }

  private items(): GridItemHTMLElement[] {
    return [...this.querySelectorAll<GridItemHTMLElement>(':scope > [gs-id]')];
  }

  private item(number: number) {
    return this.items().find((one) => one.getAttribute('gs-id') === String(number));
  }

  /** Takes in what the server has added since, and forgets what it has removed. */
  private adopt() {
    if (!this.grid) return;
    this.items().filter((one) => !one.gridstackNode).forEach((one) => this.grid!.makeWidget(one));
    this.grid.engine.nodes.map((node) => node.el).filter((el) => el && el.parentNode !== this)
      .forEach((el) => this.grid!.removeWidget(el!, false, false));
    this.name();
  }

  private places(): Place[] {
    return this.items().filter((one) => one.gridstackNode).map((one) => {
      const { x, y, w, h } = one.gridstackNode!;
      return [Number(one.getAttribute('gs-id')), x ?? 0, y ?? 0, w ?? 1, h ?? 1];
    });
  }

  private sorted(places: Place[]) {
    return [...places].sort((one, other) => one[0] - other[0]);
  }

  private tell() {
    this.name();
    const places = this.sorted(this.places());
    const now = JSON.stringify(places);
    if (now === this.told) return;
    this.told = now;
    this.dispatchEvent(new CustomEvent('arranged', { detail: places.map((place) => place.join(',')).join(';') }));
  }

  private text(key: string, item: GridItemHTMLElement) {
    const { x, y, w, h } = item.gridstackNode!;
    const parts: Record<string, string | number> = { name: item.dataset.name ?? '', column: (x ?? 0) + 1, row: (y ?? 0) + 1, width: w ?? 1, height: h ?? 1 };
    return String(JSON.parse(this.texts)[key] ?? '').replace(/\{([a-z]+)\}/g, (_all, part) => String(parts[part] ?? ''));
  }

  /** Each tile is called by its name and place. */
  private name() {
    this.items().filter((one) => one.gridstackNode).forEach((one) => one.setAttribute('aria-label', this.text('place', one)));
  }

  private announce(item: GridItemHTMLElement) {
    if (item.gridstackNode) this.say(this.text('place', item));
  }

  private key(event: KeyboardEvent) {
    const item = event.target as GridItemHTMLElement;
    if (!item.gridstackNode || item.parentNode !== this || event.altKey) return;
    const ask = (what: string) => {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent(what, { detail: Number(item.getAttribute('gs-id')) }));
    };
    const arrow = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as Record<string, number[]>)[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') ask('tile-removed');
    else if (event.key === 'Enter' && !event.ctrlKey) ask('tile-edited');
    else if (arrow && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.step(item, arrow[0], arrow[1], event.shiftKey);
    }
  }

  private step(item: GridItemHTMLElement, across: number, down: number, resize: boolean) {
    const { x = 0, y = 0, w = 1, h = 1, minW = 1, minH = 1, maxH = 24 } = item.gridstackNode!;
    const wanted = resize
      ? { w: Math.min(Math.max(w + across, minW), COLUMNS - x), h: Math.min(Math.max(h + down, minH), maxH) }
      : { x: Math.min(Math.max(x + across, 0), COLUMNS - w), y: Math.max(y + down, 0) };
    const before = JSON.stringify([x, y, w, h]);
    this.grid!.update(item, wanted);
    const now = item.gridstackNode!;
    if (before === JSON.stringify([now.x, now.y, now.w, now.h])) this.say(this.text('edge', item));
    else {
      this.tell();
      this.announce(item);
    }
    item.scrollIntoView({ block: 'nearest' });
  }
}

customElements.define('yuemao-arranger', YuemaoArranger);
