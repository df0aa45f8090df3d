import { LitElement, css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';

type Row = { id: string; name: string; unit: string };
type Column = { id: string; name: string; full: string; group: string };
/** What the server keeps of a cell: the text, or what was typed and refused, with the reason. */
type Cell = { text: string; version: string; typed: string | null; problem: string; hint: string; about: string; handled: number };
/** What a person types into a cell, from the version seen; with a number once it is on its way to the server. */
type Draft = { text: string; seen: string; caret: boolean; number: number };

const EMPTY: Cell = { text: '', version: '', typed: null, problem: '', hint: '', about: '', handled: 0 };
const EDITING = 0;

/**
 * A sheet of cells edited in place with the keyboard. Arrow keys move, typing, F2 or Enter edit, Enter and Tab save and move
 * on, Escape cancels. All of that happens here; the server hears of each cell once it is left, and answers with `cells`.
 */
export class YuemaoSheet extends LitElement {
  static properties = {
    label: {}, corner: {}, readOnly: { type: Boolean }, texts: { attribute: false }, rows: { attribute: false },
    columns: { attribute: false }, cells: { attribute: false }, current: { state: true }, fresh: { state: true },
  };

  static styles = css`
    :host { display: block; min-width: 0; position: relative; }
    .scroll { overflow-x: auto; border: 1px solid var(--vaadin-border-color-secondary); border-radius: var(--vaadin-radius-m); }
    table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; font-size: 0.8125rem; min-width: 100%; }
    th, td { border: 0 solid var(--vaadin-border-color-secondary); border-bottom-width: 1px; border-inline-end-width: 1px; padding: 0; }
    tr > :last-child { border-inline-end-width: 0; }
    tbody tr:last-child > * { border-bottom-width: 0; }
    th { font-weight: 500; padding: 0.25rem 0.5rem; height: 1.5rem; background: color-mix(in srgb, var(--vaadin-text-color) 4%, var(--vaadin-background-color)); white-space: nowrap; }
    thead th { text-align: end; }
    thead .group { text-align: start; font-weight: 600; }
    .head { position: sticky; inset-inline-start: 0; z-index: 1; text-align: start; white-space: normal; min-width: 9rem; width: 12rem; font-size: 0.875rem; line-height: 1.125rem; }
    .unit { display: block; font-size: 0.75rem; line-height: 0.875rem; font-weight: 400; color: var(--vaadin-text-color-secondary); }
    td { position: relative; min-width: calc(var(--cell) * 0.88ch + 1.1rem); }
    input { all: unset; box-sizing: border-box; display: block; width: 100%; height: 2.5rem; padding: 0 0.5rem; text-align: end; cursor: cell; }
    input::placeholder { color: var(--vaadin-text-color-secondary); opacity: 0.75; font-style: italic; }
    td:focus-within { z-index: 2; outline: 2px solid var(--vaadin-focus-ring-color, #0f6b70); outline-offset: -2px; }
    td.editing { box-shadow: 0 2px 8px #0004; }
    td.editing input { cursor: text; }
    input::selection { background: transparent; }
    td.editing input::selection { background: Highlight; }
    td.sending input { color: var(--vaadin-text-color-secondary); }
    td.problem { background: color-mix(in srgb, #dc2626 14%, transparent); outline: 1px solid #dc2626; outline-offset: -1px; }
    td.problem:focus-within { outline-width: 2px; outline-offset: -2px; }
    td.problem::after { content: ''; position: absolute; top: 0; inset-inline-end: 0; border: 4px solid; border-color: #dc2626 #dc2626 transparent transparent; pointer-events: none; }
    td.saved { animation: saved 1.6s ease-out; }
    td.theirs { animation: theirs 2.4s ease-out; }
    @keyframes saved { from { background: color-mix(in srgb, #15803d 35%, transparent); } }
    @keyframes theirs { from { background: color-mix(in srgb, #e69f00 55%, transparent); } }
    @media (prefers-reduced-motion: reduce) { td.saved, td.theirs { animation-timing-function: step-end; } }
    .reason { position: fixed; margin: 0; inset: auto; max-width: 20rem; padding: 0.4rem 0.6rem; border: 1px solid #dc2626; border-radius: 0.375rem;
      background: var(--vaadin-background-color, Canvas); color: var(--vaadin-text-color); font-size: 0.9em; box-shadow: 0 4px 12px #0003; }
    .foot { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.1rem 1rem; margin-top: 0.4rem; font-size: 0.9em; color: var(--vaadin-text-color-secondary); }
    .foot p { margin: 0; }
    .problems { margin: 0.3rem 0 0; padding: 0; list-style: none; font-size: 0.9em; }
    .problems button { all: unset; cursor: pointer; color: var(--vaadin-text-color); text-decoration: underline; }
    .problems button:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color, #0f6b70); }
    .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media (max-width: 640px) { .head { min-width: 7.5rem; width: 7.5rem; font-size: 0.9em; } th { padding-inline: 0.4rem; } }
  `;

  declare label: string;
  declare corner: string;
  declare readOnly: boolean;
  declare texts: Record<string, string>;
  declare rows: Row[];
  declare columns: Column[];
  declare cells: Record<string, Cell>;
  declare current: string;
  declare fresh: Record<string, 'saved' | 'theirs'>;
  private drafts = new Map<string, Draft>();
  private numbers = 0;
  private leaving = false;
  private message = '';
  private readonly place = () => this.placeReason();
  private readonly warn = (event: BeforeUnloadEvent) => {
    if (this.drafts.size || Object.values(this.cells).some((cell) => cell.problem)) event.preventDefault();
  };

  constructor() {
    super();
    this.label = '';
    this.corner = '';
    this.readOnly = false;
    this.texts = {};
    this.rows = [];
    this.columns = [];
    this.cells = {};
    this.current = '';
    this.fresh = {};
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.warn);
    window.addEventListener('scroll', this.place, { capture: true, passive: true });
    window.addEventListener('resize', this.place);
  }

  disconnectedCallback() {
    window.removeEventListener('beforeunload', this.warn);
    window.removeEventListener('scroll', this.place, { capture: true });
    window.removeEventListener('resize', this.place);
    super.disconnectedCallback();
  }

  /** Takes the focus to the cell where one would go on: the current one, or the first. */
  focus() {
    void this.updateComplete.then(() => this.go(this.current || this.key(0, 0)));
  }

  willUpdate(changed: Map<string, unknown>) {
    const before = changed.get('cells') as Record<string, Cell> | undefined;
    if (changed.has('cells')) {
      const fresh: Record<string, 'saved' | 'theirs'> = {};
      for (const row of this.rows) {
        for (const column of this.columns) this.take(`${row.id}|${column.id}`, before, fresh);
      }
      if (Object.keys(fresh).length) {
        this.fresh = { ...this.fresh, ...fresh };
        setTimeout(() => {
          this.fresh = Object.fromEntries(Object.entries(this.fresh).filter(([key]) => !fresh[key]));
        }, 2500);
      }
    }
    if ((changed.has('rows') || changed.has('columns')) && !this.position(this.current)) this.current = this.key(0, 0);
  }

  /** Ends what was on its way to the server once that has answered; what is being typed is never touched. */
  private take(key: string, before: Record<string, Cell> | undefined, fresh: Record<string, 'saved' | 'theirs'>) {
    const draft = this.drafts.get(key);
    const cell = this.cells[key] ?? EMPTY;
    if (draft && draft.number !== EDITING && cell.handled >= draft.number) {
      this.drafts.delete(key);
      if (!cell.problem) fresh[key] = 'saved';
    } else if (!draft && before && Object.keys(before).length && (before[key] ?? EMPTY).text !== cell.text && !this.fresh[key]) {
      fresh[key] = 'theirs';
    }
    if (cell.problem && cell.problem !== (before?.[key] ?? EMPTY).problem) this.message = `${this.nameOf(key)}: ${cell.problem}`;
  }

  render() {
    const grouped = this.columns.some((column) => column.group);
    const groups = this.columns.reduce<{ name: string; span: number }[]>((all, column) => {
      if (all.length && all[all.length - 1].name === column.group) all[all.length - 1].span++;
      else all.push({ name: column.group, span: 1 });
      return all;
    }, []);
    const longest = Math.max(8, ...Object.values(this.cells).map((cell) => Math.max(cell.text.length, cell.hint.length)));
    const problems = this.rows.flatMap((row) => this.columns.map((column) => `${row.id}|${column.id}`)).filter((key) => this.cells[key]?.problem);
    return html`
      <div class="scroll" style="--cell: ${Math.min(longest, 22)}">
        <table role="grid" aria-label=${this.label} aria-readonly=${this.readOnly}>
          <thead>
            ${grouped ? html`<tr><th class="head" rowspan="2" scope="col">${this.corner}</th>
              ${groups.map((group) => html`<th class="group" colspan=${group.span} scope="colgroup">${group.name}</th>`)}</tr>` : nothing}
            <tr>${grouped ? nothing : html`<th class="head" scope="col">${this.corner}</th>`}
              ${this.columns.map((column) => html`<th scope="col">${column.name}</th>`)}</tr>
          </thead>
          <tbody>
            ${this.rows.map((row) => html`<tr>
              <th class="head" scope="row">${row.name}<span class="unit">${row.unit}</span></th>
              ${this.columns.map((column) => this.cell(row, column))}</tr>`)}
          </tbody>
        </table>
      </div>
      <div class="foot">
        <p>${this.readOnly ? this.texts.readOnly : this.texts.keys}</p>
        <p role="status">${this.status(problems.length)}</p>
      </div>
      <ul class="problems">${problems.map((key) => html`<li><button @click=${() => this.go(key)}>${this.nameOf(key)}</button>: ${this.cells[key].problem}</li>`)}</ul>
      <div class="aside" aria-live="assertive">${this.message}</div>
      <div id="reason" class="reason" popover="manual">${this.cells[this.current]?.problem}</div>
    `;
  }

  private cell(row: Row, column: Column) {
    const key = `${row.id}|${column.id}`;
    const cell = this.cells[key] ?? EMPTY;
    const draft = this.drafts.get(key);
    const problem = cell.problem && !draft;
    const state = draft ? (draft.number === EDITING ? 'editing' : 'sending') : problem ? 'problem' : this.fresh[key] ?? '';
    return html`<td role="gridcell" class=${state}><input
      data-key=${key} .value=${live(draft ? draft.text : cell.typed ?? cell.text)} placeholder=${cell.hint}
      title=${problem ? cell.problem : cell.about} ?readonly=${this.readOnly} tabindex=${key === this.current ? 0 : -1}
      autocomplete="off" spellcheck="false" inputmode="decimal" aria-label="${row.name} (${row.unit}), ${column.full}"
      aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${problem ? 'reason' : nothing}
      @focus=${this.entered} @blur=${this.left} @input=${this.typed} @keydown=${this.pressed} @dblclick=${() => this.edit(key)}
      @mouseup=${this.released} @paste=${this.pasted}></td>`;
  }

  updated() {
    this.placeReason();
  }

  private status(problems: number) {
    if ([...this.drafts.values()].some((draft) => draft.number !== EDITING)) return this.texts.saving;
    if (problems) return this.texts.problems.replace('{0}', String(problems));
    return this.numbers ? this.texts.saved : '';
  }

  private key(row: number, column: number) {
    return this.rows[row] && this.columns[column] ? `${this.rows[row].id}|${this.columns[column].id}` : '';
  }

  private position(key: string): [number, number] | undefined {
    const [row, column] = key.split('|');
    const at: [number, number] = [this.rows.findIndex((one) => one.id === row), this.columns.findIndex((one) => one.id === column)];
    return at[0] < 0 || at[1] < 0 ? undefined : at;
  }

  private nameOf(key: string) {
    const at = this.position(key);
    return at ? `${this.rows[at[0]].name}, ${this.columns[at[1]].full}` : key;
  }

  private input(key: string) {
    return this.renderRoot.querySelector<HTMLInputElement>(`input[data-key="${CSS.escape(key)}"]`);
  }

  private go(key: string) {
    const input = this.input(key);
    input?.focus();
    input?.select();
  }

  private step(key: string, rows: number, columns: number) {
    const at = this.position(key);
    if (!at) return;
    const row = Math.min(Math.max(at[0] + rows, 0), this.rows.length - 1);
    const column = Math.min(Math.max(at[1] + columns, 0), this.columns.length - 1);
    this.go(this.key(row, column));
  }

  /** To the next or previous cell row by row (Tab) or column by column (Enter); false at the end of the sheet. */
  private onward(key: string, by: number, down: boolean): boolean {
    const at = this.position(key);
    if (!at) return false;
    const [outer, inner] = down ? [this.columns.length, this.rows.length] : [this.rows.length, this.columns.length];
    const index = (down ? at[1] * inner + at[0] : at[0] * inner + at[1]) + by;
    if (index < 0 || index >= outer * inner) return false;
    const [first, second] = [Math.floor(index / inner), index % inner];
    this.go(down ? this.key(second, first) : this.key(first, second));
    return true;
  }

  private edit(key: string) {
    if (this.readOnly || this.drafts.get(key)?.number === EDITING) return;
    const input = this.input(key)!;
    this.drafts.set(key, { text: input.value, seen: (this.cells[key] ?? EMPTY).version, caret: true, number: EDITING });
    input.setSelectionRange(input.value.length, input.value.length);
    this.requestUpdate();
  }

  private keyOf(event: Event) {
    return (event.currentTarget as HTMLElement).dataset.key!;
  }

  private entered(event: FocusEvent) {
    this.current = this.keyOf(event);
    this.leaving = false;
    (event.currentTarget as HTMLInputElement).select();
  }

  private left(event: FocusEvent) {
    this.commit(this.keyOf(event));
  }

  /** A click chooses the whole cell, as it does in a spreadsheet; within a cell being edited it places the caret. */
  private released(event: MouseEvent) {
    if (this.drafts.get(this.keyOf(event))?.number !== EDITING) {
      event.preventDefault();
      (event.currentTarget as HTMLInputElement).select();
    }
  }

  private typed(event: InputEvent) {
    const key = this.keyOf(event);
    const text = (event.currentTarget as HTMLInputElement).value;
    const draft = this.drafts.get(key);
    if (draft?.number === EDITING) draft.text = text;
    else this.drafts.set(key, { text, seen: (this.cells[key] ?? EMPTY).version, caret: false, number: EDITING });
    this.requestUpdate();
  }

  /** Sends what was typed; what says the same as before is sent only to be tried again after a refusal. */
  private commit(key: string) {
    const draft = this.drafts.get(key);
    if (draft?.number !== EDITING) return;
    const cell = this.cells[key] ?? EMPTY;
    if (draft.text === (cell.typed ?? cell.text) && !(cell.problem && draft.caret)) this.drafts.delete(key);
    else this.send(key, draft.text, draft.seen);
    this.requestUpdate();
  }

  private send(key: string, text: string, seen: string) {
    const [row, column] = key.split('|');
    const number = ++this.numbers;
    this.drafts.set(key, { text, seen, caret: false, number });
    this.dispatchEvent(new CustomEvent('cell-typed', { detail: { row, column, text, seen, number } }));
  }

  private cancel(key: string) {
    const cell = this.cells[key] ?? EMPTY;
    if (this.drafts.get(key)?.number === EDITING) {
      this.drafts.delete(key);
      this.requestUpdate();
      void this.updateComplete.then(() => this.input(key)?.select());
    } else if (cell.problem) {
      const [row, column] = key.split('|');
      this.dispatchEvent(new CustomEvent('cell-given-up', { detail: { row, column } }));
    } else {
      // The next Tab leaves the sheet, so that nobody is held in it.
      this.leaving = true;
    }
  }

  private pressed(event: KeyboardEvent) {
    if (event.isComposing || event.altKey) return;
    const key = this.keyOf(event);
    const draft = this.drafts.get(key);
    const editing = draft?.number === EDITING;
    const caret = editing && draft!.caret;
    const control = event.ctrlKey || event.metaKey;
    const back = event.shiftKey ? -1 : 1;
    const leaving = this.leaving;
    this.leaving = false;
    switch (event.key) {
      case 'ArrowUp':
      case 'ArrowDown':
        if (event.shiftKey || control) return;
        this.step(key, event.key === 'ArrowUp' ? -1 : 1, 0);
        break;
      case 'ArrowLeft':
      case 'ArrowRight':
        if (caret || event.shiftKey || control) return;
        this.step(key, 0, event.key === 'ArrowLeft' ? -1 : 1);
        break;
      case 'Home':
      case 'End': {
        if (caret || event.shiftKey) return;
        const end = event.key === 'End';
        this.step(key, control ? (end ? 1 : -1) * this.rows.length : 0, (end ? 1 : -1) * this.columns.length);
        break;
      }
      case 'Enter':
        if (control) return;
        if (editing) {
          this.commit(key);
          if (!this.onward(key, back, true)) this.go(key);
        } else if (this.readOnly) this.onward(key, back, true);
        else this.edit(key);
        break;
      case 'F2':
        this.edit(key);
        break;
      case 'Tab':
        if (control) return;
        this.commit(key);
        // Only the current cell is in the tab order, so the browser leaves the sheet from it.
        if (leaving || !this.onward(key, back, false)) return;
        break;
      case 'Escape':
        this.cancel(key);
        break;
      case 's':
        if (control) this.commit(key);
        return;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private pasted(event: ClipboardEvent) {
    const text = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r?\n$/, '');
    const key = this.keyOf(event);
    const at = this.position(key);
    if (this.readOnly || !at || this.drafts.get(key)?.number === EDITING || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    let outside = 0;
    text.split(/\r?\n/).forEach((line, row) => line.split('\t').forEach((content, column) => {
      const target = this.key(at[0] + row, at[1] + column);
      if (target) this.send(target, content.trim(), (this.cells[target] ?? EMPTY).version);
      else outside++;
    }));
    if (outside) this.dispatchEvent(new CustomEvent('cells-outside', { detail: { count: outside } }));
    this.requestUpdate();
  }

  /** The reason stands at the cell, above everything that would clip it. */
  private placeReason() {
    const reason = this.renderRoot.querySelector<HTMLElement>('#reason');
    const input = this.input(this.current);
    if (!reason) return;
    const shown = !!this.cells[this.current]?.problem && !this.drafts.has(this.current) && (this.renderRoot as ShadowRoot).activeElement === input;
    if (shown !== reason.matches(':popover-open')) reason.togglePopover(shown);
    if (!shown || !input) return;
    const box = input.getBoundingClientRect();
    reason.style.top = `${box.bottom + 4}px`;
    reason.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - reason.offsetWidth - 8))}px`;
  }
}

customElements.define('yuemao-sheet', YuemaoSheet);
