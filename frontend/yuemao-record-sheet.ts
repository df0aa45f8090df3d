import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { forgetHere, keepHere, type Change, type Subject } from './yuemao-forms';

type Choice = { text: string; shown: string; detail: string; words: string; creates: boolean };
type Column = {
  id: string; header: string; about: string; kind: 'TEXT' | 'LONG_TEXT' | 'NUMBER' | 'DATE' | 'CHOICE' | 'CHOICES' | 'READ_ONLY';
  required: boolean; onlyNew: boolean; lookup: boolean; width: number; choices: Choice[];
};
/** What the server keeps or was told of a row: the text of each cell, and what is wrong with it. */
type Row = {
  key: string; version: string; cells: Record<string, string>; unsaved: string[]; problems: Record<string, string>;
  remarks: Record<string, string>; state: 'NEW' | 'TYPED' | 'SAVED' | 'REFUSED'; reason: string; about: string;
  hints: Record<string, string>; abouts: Record<string, string>; marks: Record<string, Mark>; readOnly: boolean; handled: number;
};
/** A small sign in the corner of a cell, what it means, and whether the cell takes nothing. */
type Mark = { kind: string; icon: string; says: string; closed: boolean };
/** What was typed and is on its way to the server; `shown` is what a choice is called, `text` what names it beyond doubt. */
type Draft = { text: string; shown: string; number: number };
/** Somebody else in a cell; the row's key is unknown here where it is a new one that is not saved. */
type Guest = { row: string; column: string; name: string; colour: number };
/** The cell being typed into. With a caret the arrow keys move within the text, as after F2 in a spreadsheet. */
type Editing = { key: string; column: number; seen: string; caret: boolean; text: string; picked: Choice | undefined };

const ROW_HEIGHT = 34;
const AROUND = 12;
const PAGE = 100;
/** How often at most the others are told that the person has moved on. */
const STEP = 150;
const HERE = 20_000;
/** Soon enough that hardly anything is lost with the window, seldom enough for fast typing. */
const PAUSE = 300;
const BLANK: Row = { key: '', version: '', cells: {}, unsaved: [], problems: {}, remarks: {}, state: 'NEW', reason: '', about: '', hints: {}, abouts: {}, marks: {}, readOnly: false, handled: 0 };
const folded = (text: string) => text.normalize('NFKC').toLowerCase();
const PARTS = /[,，;；、/|\n]/;

/** A number as people of the page's language write it. */
const grouped = (count: number) => count.toLocaleString(document.documentElement.lang || undefined);

/**
 * A sheet of records, one a row, worked with the keyboard as a spreadsheet is. Moving, typing and choosing need no server; it
 * hears of a cell once that is left, to check it, and of a row once that is left, to save it. The server keeps what was typed
 * and not saved, and the history. Rows are fetched as they come into sight, so that there may be very many.
 */
export class YuemaoRecordSheet extends LitElement {
  static properties = {
    label: {}, readOnly: { type: Boolean }, growing: { type: Boolean }, removable: { type: Boolean }, texts: { attribute: false },
    columns: { attribute: false }, undoable: {}, redoable: {}, cellByCell: { type: Boolean },
    guests: { attribute: false }, accompanied: { type: Boolean },
    keeping: { attribute: false },
  };

  static styles = css`
    :host { display: flex; flex-direction: column; min-width: 0; position: relative; --line: var(--vaadin-border-color-secondary, #8884); --ground: var(--vaadin-background-color, Canvas);
      --head: color-mix(in srgb, var(--vaadin-text-color, CanvasText) 5%, var(--ground)); --ring: var(--vaadin-focus-ring-color, #0f6b70); }
    .scroll { overflow: auto; position: relative; flex: 0 1 auto; min-height: 0; max-height: var(--sheet-height, 70vh); border: 1px solid var(--line); border-radius: var(--vaadin-radius-m, 6px);
      background: var(--ground); overscroll-behavior: contain; scrollbar-width: thin; }
    .grid { min-width: var(--total); width: 100%; font-size: 0.8125rem; font-variant-numeric: tabular-nums; user-select: none; -webkit-user-select: none; }
    .head { position: sticky; top: 0; z-index: 6; }
    .body { position: relative; }
    .row { display: grid; grid-template-columns: var(--columns); height: ${ROW_HEIGHT}px; box-sizing: border-box; }
    .body .row { position: absolute; inset-inline: 0; }
    .row > * { box-sizing: border-box; border: 0 solid var(--line); border-bottom-width: 1px; border-inline-end-width: 1px; padding: 0 0.5rem; min-width: 0; height: ${ROW_HEIGHT}px;
      line-height: ${ROW_HEIGHT - 1}px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; position: relative; background: var(--ground); }
    .row > span { font-weight: 500; }
    .head .row > *, .number { background: var(--head); }
    .head .row > * { font-weight: 500; }
    .number { position: sticky !important; inset-inline-start: 0; z-index: 3; padding: 0 0.25rem !important; text-align: center; color: var(--vaadin-text-color-secondary, GrayText); font-size: 0.75rem; cursor: default; }
    .number.refused { color: var(--bad-text); font-weight: 700; }
    .number.saved::after { content: ' ✓'; color: var(--good-text); font-weight: 700; }
    .number.saving::after { content: ' …'; }
    .number.typed::after { content: ' •'; }
    .number.refused::after { content: ' !'; }
    .first { position: sticky !important; inset-inline-start: var(--number); z-index: 2; }
    .head .first, .head .number { z-index: 7; }
    .required::after { content: ' *'; color: var(--bad-text); }
    .NUMBER { text-align: end; }
    .cell { cursor: cell; }
    .cell > span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: pre; }
    .mark { position: absolute; inset-inline-start: 3px; top: 3px; width: 0.625rem; height: 0.625rem; color: color-mix(in srgb, var(--mark, #64748b) 80%, var(--vaadin-text-color, CanvasText)); pointer-events: none; }
    .mark.SUBMITTED { --mark: #2563eb; }
    .mark.RETURNED { --mark: #c2410c; }
    .hint, .editor::placeholder { color: var(--vaadin-text-color-secondary, GrayText); font-style: italic; opacity: 0.8; }
    .title { background: var(--head); font-weight: 500; }
    .fixed { color: var(--vaadin-text-color-secondary, GrayText); }
    .chosen { background: color-mix(in srgb, var(--ring) 14%, var(--ground)); }
    .unsaved { font-style: italic; }
    .remark { box-shadow: inset 0 -2px 0 #b45309; }
    .problem { background: color-mix(in srgb, #dc2626 15%, var(--ground)); outline: 1px solid #dc2626; outline-offset: -1px; }
    .problem::after { content: ''; position: absolute; top: 0; inset-inline-end: 0; border: 4px solid; border-color: #dc2626 #dc2626 transparent transparent; pointer-events: none; }
    .current { outline: 2px solid color-mix(in srgb, var(--ring) 55%, transparent); outline-offset: -2px; overflow: visible !important; }
    .current:focus-within { outline-color: var(--ring); z-index: 4; }
    .current.problem:focus-within { outline-color: #dc2626; }
    .current > span { visibility: hidden; }
    .editor { all: unset; position: absolute; inset: 0; box-sizing: border-box; padding: inherit; height: ${ROW_HEIGHT - 1}px; line-height: ${ROW_HEIGHT - 1}px; text-align: inherit; cursor: cell; caret-color: transparent;
      white-space: pre; overflow: hidden; -webkit-user-select: text; user-select: text; }
    .editor::selection { background: transparent; }
    .editing .editor { cursor: text; caret-color: auto; background: var(--ground); box-shadow: inset 0 0 0 2px var(--ring), 0 2px 8px #0004; }
    .editing .editor::selection { background: Highlight; color: HighlightText; }
    .editing.LONG_TEXT .editor { white-space: pre-wrap; line-height: 1.3; height: 6.5rem; padding-block: 0.4rem; min-width: 16rem; overflow: auto; z-index: 5; }
    .guest { outline: 2px solid var(--guest); outline-offset: -2px; overflow: visible !important; z-index: 1; }
    .guest.first { z-index: 3; }
    .guest.current { outline-style: dashed; }
    .guest.current:focus-within { outline-style: solid; outline-color: var(--ring); box-shadow: 0 0 0 2px var(--guest); z-index: 4; }
    .who { position: absolute; bottom: 100%; inset-inline-start: 0; max-width: max(100%, 12rem); box-sizing: border-box; padding: 0 0.35rem; border-radius: 0.25rem 0.25rem 0.25rem 0; background: var(--guest-ground);
      color: #fff; font-size: 0.6875rem; line-height: 1rem; font-weight: 500; font-style: normal; text-align: start; overflow: hidden; text-overflow: ellipsis; pointer-events: none; z-index: 5; }
    [data-row='0'] > .who { bottom: auto; top: 100%; border-radius: 0 0.25rem 0.25rem; }
    .flash { animation: saved 1.6s ease-out; }
    .theirs { animation: theirs 2.6s ease-out; }
    @keyframes saved { from { background: color-mix(in srgb, #15803d 35%, var(--ground)); } }
    @keyframes theirs { from { background: color-mix(in srgb, #e69f00 55%, var(--ground)); } }
    @media (prefers-reduced-motion: reduce) { .flash, .theirs { animation-timing-function: step-end; } }
    .reason, .options { position: fixed; margin: 0; inset: auto; box-sizing: border-box; border-radius: 0.375rem; border: 1px solid var(--line); background: var(--ground); color: var(--vaadin-text-color, CanvasText);
      box-shadow: 0 4px 16px #0004; font-size: 0.875rem; }
    .reason { max-width: 22rem; padding: 0.4rem 0.6rem; border-color: #dc2626; pointer-events: none; }
    .reason.remarked { border-color: #b45309; }
    .options { padding: 0.25rem; max-height: 17rem; overflow-y: auto; min-width: 12rem; max-width: min(28rem, calc(100vw - 16px)); }
    .options > div { padding: 0.3rem 0.5rem; border-radius: 0.25rem; cursor: pointer; overflow-wrap: anywhere; }
    .options .lit { background: color-mix(in srgb, var(--ring) 18%, var(--ground)); }
    .options small { display: block; color: var(--vaadin-text-color-secondary, GrayText); font-size: 0.75rem; }
    .options .note { color: var(--vaadin-text-color-secondary, GrayText); cursor: default; }
    .options .creates { border-top: 1px solid var(--line); border-radius: 0; }
    .foot { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; margin-top: 0.4rem; font-size: 0.8125rem; color: var(--vaadin-text-color-secondary, GrayText); }
    .foot p { margin: 0; }
    .foot .keys { flex: 1 1 20rem; }
    .foot button, .problems button { all: unset; box-sizing: border-box; cursor: pointer; color: var(--vaadin-text-color, CanvasText); }
    .foot button { padding: 0.2rem 0.6rem; border: 1px solid var(--line); border-radius: 0.375rem; line-height: 1.25rem; }
    .foot button[aria-disabled='true'] { color: var(--vaadin-text-color-secondary, GrayText); cursor: default; border-style: dashed; }
    .foot button:hover:not([aria-disabled='true']) { background: color-mix(in srgb, currentColor 8%, transparent); }
    .problems button { text-decoration: underline; }
    button:focus-visible, summary:focus-visible { outline: 2px solid var(--ring) !important; outline-offset: 1px; }
    details { font-size: 0.8125rem; margin-top: 0.25rem; }
    summary { cursor: pointer; color: var(--vaadin-text-color-secondary, GrayText); width: fit-content; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0.3rem 0; }
    dt { font-weight: 500; } dd { margin: 0; }
    .problems { margin: 0.3rem 0 0; padding: 0; list-style: none; font-size: 0.8125rem; max-height: 8rem; overflow: auto; }
    .problems:empty { display: none; }
    .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    :host { --bad-text: light-dark(#b91c1c, #f87171); --good-text: light-dark(#166534, #4ade80); }
    @media (max-width: 640px) { dl { grid-template-columns: 1fr; } .number { padding: 0 !important; } }
  `;

  declare label: string;
  declare readOnly: boolean;
  declare growing: boolean;
  declare removable: boolean;
  declare texts: Record<string, string>;
  declare columns: Column[];
  declare undoable: string;
  declare redoable: string;
  /** Whether the server keeps each cell as it is left, so that a row that is left has nothing more to be kept. */
  declare cellByCell: boolean;
  /** Who else is in which cell, and whether there is anybody else at all to be told where one is. */
  declare guests: Guest[];
  declare accompanied: boolean;
  /** Whose draft it is, and of what, that is kept here until the server has heard of it; nobody's where nothing may be typed. */
  declare keeping: Partial<Subject>;

  private keys: string[] = [];
  /** The rows as the server has laid them out last; its next order is told by what differs from these. */
  private served: string[] = [];
  private positions = new Map<string, number>();
  private readonly rows = new Map<string, Row>();
  private readonly asked = new Set<string>();
  private readonly drafts = new Map<string, Map<string, Draft>>();
  /** Rows with cells that were left since the row was saved last, and the number of what was sent of a row last. */
  private readonly touched = new Set<string>();
  private readonly waiting = new Map<string, number>();
  private readonly unconfirmed = new Set<string>();
  private readonly flashes = new Map<string, 'flash' | 'theirs'>();
  private current = '';
  private column = 0;
  private anchor: { key: string; column: number } | undefined;
  private editing: Editing | undefined;
  private tabbedFrom: number | undefined;
  private leaving = false;
  private moving = false;
  private focused = false;
  private composing = false;
  private numbers = 0;
  /** How often a key or the pointer was pressed, also when the last event was told to the server. */
  private acted = 0;
  private asking = { number: 0, acted: 0 };
  private made = 0;
  /** Makes the keys of new rows differ from those that an earlier element of the same sheet has made. */
  private readonly tag = Math.random().toString(36).slice(2, 8);
  private first = 0;
  private last = 40;
  private message = '';
  private note = '';
  private everSaved = false;
  private options: Choice[] = [];
  private open = false;
  private lit = -1;
  private lookedUp = 0;
  private lookups = 0;
  private lookupTimer = 0;
  private copyWhenLoaded = false;
  private narrow = false;
  private told = '';
  private toldAt = 0;
  private placeTimer = 0;
  private hereTimer = 0;
  /** The turns in which it was told what is being typed, and the last that the server has heard. */
  private turn = 0;
  private heardTurn = 0;
  private typingTimer = 0;
  private keptHere = '';
  private readonly line = document.createElement('input');
  private readonly area = document.createElement('textarea');
  private sizes?: ResizeObserver;
  private readonly place = () => this.placePopups();

  constructor() {
    super();
    this.label = '';
    this.readOnly = false;
    this.growing = false;
    this.removable = false;
    this.texts = {};
    this.columns = [];
    this.undoable = '';
    this.redoable = '';
    this.cellByCell = false;
    this.guests = [];
    this.accompanied = false;
    this.keeping = {};
    for (const editor of [this.line, this.area]) {
      editor.className = 'editor';
      editor.autocomplete = 'off';
      editor.spellcheck = false;
      editor.addEventListener('keydown', (event) => this.pressed(event as KeyboardEvent));
      editor.addEventListener('input', () => this.typed());
      editor.addEventListener('compositionstart', () => { this.composing = true; this.begin(false); });
      editor.addEventListener('compositionend', () => { this.composing = false; this.typed(); });
      editor.addEventListener('focus', () => this.entered());
      editor.addEventListener('blur', () => this.left());
      editor.addEventListener('copy', (event) => this.copied(event as ClipboardEvent, false));
      editor.addEventListener('cut', (event) => this.copied(event as ClipboardEvent, true));
      editor.addEventListener('paste', (event) => this.pasted(event as ClipboardEvent));
      // Without this Chromium has nothing to copy in an empty cell, and tells nobody that somebody wants to.
      editor.addEventListener('beforecopy', (event) => { if (!this.editing) event.preventDefault(); });
      editor.addEventListener('beforecut', (event) => { if (!this.editing) event.preventDefault(); });
    }
    this.line.type = 'text';
    this.area.rows = 1;
  }

  connectedCallback() {
    super.connectedCallback();
    const page = window as unknown as { yuemaoUnsaved?: Set<Element> };
    if (!page.yuemaoUnsaved) {
      const unsaved = new Set<Element>();
      page.yuemaoUnsaved = unsaved;
      window.addEventListener('beforeunload', (event) => {
        if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
      });
    }
    window.addEventListener('scroll', this.place, { capture: true, passive: true });
    window.addEventListener('resize', this.place);
    this.hereTimer = window.setInterval(() => this.tell('still-here', {}), HERE);
    this.sizes = new ResizeObserver(() => this.scrolled());
    void this.updateComplete.then(() => this.sizes?.observe(this.scroller()!));
  }

  disconnectedCallback() {
    window.removeEventListener('scroll', this.place, { capture: true });
    window.removeEventListener('resize', this.place);
    this.sizes?.disconnect();
    clearInterval(this.hereTimer);
    clearTimeout(this.placeTimer);
    clearTimeout(this.typingTimer);
    this.told = '';
    super.disconnectedCallback();
  }

  // What the server calls.

  /** Lays out the rows in this order; those that are unknown yet are fetched as they come into sight. */
  arrange(keys: string[]) {
    this.served = keys;
    const row = this.rowOf(this.current);
    const own = this.keys.filter((key) => this.unconfirmed.has(key) && !keys.includes(key));
    this.keys = [...keys, ...own];
    this.index();
    for (const key of this.rows.keys()) if (!this.positions.has(key)) this.forget(key);
    if (this.current && !this.positions.has(this.current)) {
      this.current = this.keys[Math.min(Math.max(row, 0), this.keys.length - 1)] ?? '';
      this.anchor = undefined;
      if (this.editing) this.editing = undefined;
    }
    if (this.anchor && this.anchor.key && !this.positions.has(this.anchor.key)) this.anchor = undefined;
    if (!this.current && !this.growing) this.current = this.keys[0] ?? '';
    this.requestUpdate();
  }

  /** Lays out the rows as before, with others in place of so many from a place on. */
  rearrange(from: number, count: number, keys: string[]) {
    this.arrange([...this.served.slice(0, from), ...keys, ...this.served.slice(from + count)]);
  }

  /** Shows what the server knows of these rows now. What is being typed is never touched. */
  show(rows: Row[]) {
    for (const row of rows) {
      const before = this.rows.get(row.key);
      const handled = before ? row.handled !== before.handled : true;
      this.rows.set(row.key, row);
      this.asked.delete(row.key);
      this.unconfirmed.delete(row.key);
      const drafts = this.drafts.get(row.key);
      drafts?.forEach((draft, column) => { if (draft.number <= row.handled) drafts.delete(column); });
      if (!drafts?.size) this.drafts.delete(row.key);
      if (!this.positions.has(row.key)) {
        this.keys = [...this.keys, row.key];
        this.index();
      }
      if (!before) continue;
      if (row.state === 'SAVED' && before.version !== row.version && handled && !this.cellByCell) this.flash(`${row.key}|`, 'flash');
      else if (before.version !== row.version && (!handled || this.cellByCell)) {
        for (const column of this.columns) {
          if ((before.cells[column.id] ?? '') !== (row.cells[column.id] ?? '') && !row.unsaved.includes(column.id)) this.flash(`${row.key}|${column.id}`, handled ? 'flash' : 'theirs');
        }
      }
      if ((this.waiting.get(row.key) ?? 0) <= row.handled) {
        if (this.waiting.delete(row.key)) this.everSaved ||= row.state === 'SAVED';
      }
      const problem = this.problemsOf(row).find(([column, reason]) => before.problems[column] !== reason);
      if (problem) this.message = `${this.placeName(row.key, problem[0])}: ${problem[1]}`;
      else if (row.reason && row.reason !== before.reason) this.message = `${this.placeName(row.key, '')}: ${row.reason}`;
    }
    if (this.copyWhenLoaded && this.chosenKeys().every((key) => this.rows.has(key))) {
      this.copyWhenLoaded = false;
      this.note = this.texts.copyAgain;
    }
    this.requestUpdate();
  }

  /** A new row was saved and has a key of its own from now on. */
  rename(before: string, after: string) {
    this.served = this.served.map((key) => (key === before ? after : key));
    const at = this.keys.indexOf(before);
    if (at < 0) return;
    this.keys[at] = after;
    this.index();
    const move = <T>(map: Map<string, T>) => {
      const content = map.get(before);
      if (map.delete(before)) map.set(after, content as T);
    };
    move(this.rows);
    move(this.drafts);
    move(this.waiting);
    for (const set of [this.touched, this.unconfirmed, this.asked]) if (set.delete(before)) set.add(after);
    const row = this.rows.get(after);
    if (row) this.rows.set(after, { ...row, key: after });
    if (this.current === before) this.current = after;
    if (this.anchor?.key === before) this.anchor.key = after;
    if (this.editing?.key === before) this.editing.key = after;
    this.requestUpdate();
  }

  /** Offers what the server has found for what was typed. */
  match(number: number, options: Choice[]) {
    if (number !== this.lookups || !this.editing || !this.open) return;
    this.lookedUp = number;
    this.options = options;
    this.lit = this.editor.value.trim() && options.length && !options[0].creates ? 0 : -1;
    this.requestUpdate();
  }

  /** The server keeps what was being typed up to this turn. */
  heard(turn: number) {
    this.heardTurn = Math.max(this.heardTurn, turn);
    this.keep();
  }

  /** Says something in the line of the status. */
  say(text: string) {
    this.note = text;
    this.message = text;
    this.requestUpdate();
  }

  /** Leads to a cell; as the answer to something done earlier only where nothing was done since. */
  lead(key: string, column: string, number: number) {
    if (number && (number !== this.asking.number || this.acted !== this.asking.acted)) return;
    const at = this.columns.findIndex((one) => one.id === column);
    if (this.positions.has(key)) this.go(key, at < 0 ? this.column : at);
    this.focus();
  }

  /** Takes the focus to the cell where one would go on. */
  focus() {
    void this.updateComplete.then(() => {
      this.placeEditor();
      this.editor.focus({ preventScroll: true });
      if (!this.editing) this.editor.select();
    });
  }

  private forget(key: string) {
    this.rows.delete(key);
    this.drafts.delete(key);
    this.touched.delete(key);
    this.waiting.delete(key);
  }

  private index() {
    this.positions = new Map(this.keys.map((key, at) => [key, at]));
  }

  // Where things are.

  private get editor(): HTMLInputElement | HTMLTextAreaElement {
    return this.columns[this.column]?.kind === 'LONG_TEXT' ? this.area : this.line;
  }

  /** All rows, with the empty last one that becomes a new record. */
  private get count() {
    return this.keys.length + (this.growing && !this.readOnly ? 1 : 0);
  }

  /** Whether the first column says what each row is about, and takes nothing. */
  private get titled() {
    return this.columns[0]?.kind === 'READ_ONLY';
  }

  private keyAt(row: number) {
    return this.keys[row] ?? '';
  }

  private rowOf(key: string) {
    return key ? this.positions.get(key) ?? -1 : this.keys.length;
  }

  private scroller() {
    return this.renderRoot.querySelector<HTMLElement>('.scroll');
  }

  private cellElement(row: number, column: number) {
    return this.renderRoot.querySelector<HTMLElement>(`.cell[data-row="${row}"][data-column="${column}"]`);
  }

  private placeName(key: string, column: string) {
    const header = this.columns.find((one) => one.id === column)?.header;
    const title = this.titled ? this.rows.get(key)?.cells[this.columns[0].id] : undefined;
    const row = title ?? this.texts.row?.replace('{0}', String(this.rowOf(key) + 1)) ?? '';
    return header ? `${row}, ${header}` : row;
  }

  private text(key: string, column: Column) {
    return this.drafts.get(key)?.get(column.id)?.shown ?? this.rows.get(key)?.cells[column.id] ?? '';
  }

  private isFixed(key: string, column: Column) {
    const row = this.rows.get(key);
    return this.readOnly || column.kind === 'READ_ONLY' || !!row?.readOnly || !!row?.marks[column.id]?.closed || (column.onlyNew && !!row?.version) || (!!key && !row && !this.unconfirmed.has(key));
  }

  /** Why the current cell takes nothing. */
  private whyFixed(column: Column) {
    const mark = this.rows.get(this.current)?.marks[column.id];
    return mark?.closed ? `${this.texts.fixed} · ${mark.says}` : this.texts.fixed;
  }

  private problemsOf(row: Row): [string, string][] {
    const drafts = this.drafts.get(row.key);
    return this.columns.filter((one) => row.problems[one.id] && !drafts?.has(one.id)).map((one) => [one.id, row.problems[one.id]]);
  }

  private range() {
    const [row, other] = [this.rowOf(this.current), this.anchor ? this.rowOf(this.anchor.key) : this.rowOf(this.current)];
    const column = this.anchor?.column ?? this.column;
    return { top: Math.min(row, other), bottom: Math.max(row, other), start: Math.min(this.column, column), end: Math.max(this.column, column) };
  }

  private chosenKeys() {
    const { top, bottom } = this.range();
    return this.keys.slice(top, bottom + 1);
  }

  private chosenColumns() {
    const { start, end } = this.range();
    return this.columns.slice(start, end + 1);
  }

  private flash(key: string, how: 'flash' | 'theirs') {
    this.flashes.set(key, how);
    setTimeout(() => { if (this.flashes.delete(key)) this.requestUpdate(); }, 2700);
  }

  // Drawing.

  render() {
    const narrow = this.narrow;
    const widths = this.columns.map((one, at) => (narrow && at === 0 ? Math.min(one.width, 7.5) : one.width));
    const shown: number[] = [];
    const rows = this.count;
    const number = (narrow ? 2.25 : 3) + 0.5 * Math.max(0, String(rows).length - 3);
    const current = this.rowOf(this.current);
    const from = Math.max(0, Math.min(this.first, rows - 1));
    const to = Math.min(rows - 1, this.last);
    if (current >= 0 && current < from) shown.push(current);
    for (let row = from; row <= to; row++) shown.push(row);
    if (current > to && current < rows) shown.push(current);
    const problems = [...this.rows.values()].filter((row) => row.reason || Object.keys(row.problems).length)
      .sort((one, other) => this.rowOf(one.key) - this.rowOf(other.key))
      .flatMap((row) => {
        const cells = this.problemsOf(row);
        return (cells.length ? cells : row.reason ? [['', row.reason] as [string, string]] : []).map(([column, reason]) => ({ key: row.key, column, reason }));
      });
    return html`
      <div class="scroll" @scroll=${this.scrolled} @pointerdown=${this.pointed} @pointermove=${this.dragged} @dblclick=${this.doubled}
        style="--number: ${number}rem; --total: ${number + widths.reduce((sum, width) => sum + width, 0)}rem; --columns: ${number}rem ${widths.map((width) => `minmax(${width}rem, ${width}fr)`).join(' ')}">
        <div class="grid" role="grid" aria-label=${this.label} aria-rowcount=${rows + 1} aria-colcount=${this.columns.length + 1} aria-readonly=${this.readOnly} aria-multiselectable="true">
          <div class="head" role="rowgroup"><div class="row" role="row" aria-rowindex="1">
            <span class="number" role="columnheader" aria-colindex="1" aria-label=${this.texts.state ?? ''}>#</span>
            ${this.columns.map((one, at) => html`<span role="columnheader" aria-colindex=${at + 2} title=${one.about || one.header}
              class="${one.kind} ${at === 0 ? 'first' : ''} ${one.required ? 'required' : ''}">${one.header}</span>`)}
          </div></div>
          <div class="body" role="rowgroup" style="height: ${rows * ROW_HEIGHT}px">${repeat(shown, (row) => this.keyAt(row) || '+', (row) => this.row(row))}</div>
        </div>
      </div>
      <div class="foot">
        ${this.readOnly ? nothing : html`
          <button @click=${() => this.undo(false)} aria-disabled=${!this.undoable} title=${this.undoable}>${this.texts.undo}</button>
          <button @click=${() => this.undo(true)} aria-disabled=${!this.redoable} title=${this.redoable}>${this.texts.redo}</button>
          <button @click=${() => this.fill()} title="Ctrl+D">${this.texts.fill}</button>
          ${this.removable ? html`<button @click=${() => this.removeRows()} title="Ctrl+-">${this.texts.remove}</button>` : nothing}`}
        <p class="keys">${this.readOnly ? this.texts.readOnly : this.texts.keys}</p>
        <p role="status">${this.note || this.status(problems.length)}</p>
      </div>
      <ul class="problems">${problems.slice(0, 100).map((one) => html`<li><button @click=${() => this.lead(one.key, one.column, 0)}>${this.placeName(one.key, one.column)}</button>: ${one.reason}</li>`)}</ul>
      ${this.readOnly ? nothing : html`<details><summary>${this.texts.allKeys}</summary>
        <dl>${(this.texts.keyList ?? '').split('\n').filter(Boolean).map((line) => { const [keys, does] = line.split(' = '); return html`<dt>${keys}</dt><dd>${does}</dd>`; })}</dl></details>`}
      <div class="aside" aria-live="assertive">${this.message}</div>
      <div class="aside" aria-live="polite">${this.focused ? this.guestsAt(this.current, this.columns[this.column]?.id) : ''}</div>
      <div id="reason" class="reason" popover="manual"></div>
      <div id="options" class="options" popover="manual" role="listbox" aria-label=${this.columns[this.column]?.header ?? ''} @pointerdown=${(event: Event) => event.preventDefault()} @click=${this.clickedOption}>
        ${this.open ? this.options.map((one, at) => html`<div role="option" id="option-${at}" data-at=${at} aria-selected=${at === this.lit} class="${at === this.lit ? 'lit' : ''} ${one.creates ? 'creates' : ''}">${one.shown}${one.detail ? html`<small>${one.detail}</small>` : nothing}</div>`) : nothing}
        ${this.open && !this.options.length ? html`<div class="note" role="option" aria-selected="false" aria-disabled="true">${this.lookups !== this.lookedUp ? this.texts.searching : this.texts.nothing}</div>` : nothing}
      </div>`;
  }

  private row(at: number) {
    const key = this.keyAt(at);
    const row = this.rows.get(key);
    const state = this.stateOf(key, row);
    const range = this.range();
    const sentence = !key ? this.texts.newRow : row?.state === 'REFUSED' ? row.reason || Object.values(row.problems)[0] : this.texts[state] ?? '';
    return html`<div class="row" role="row" aria-rowindex=${at + 2} style="top: ${at * ROW_HEIGHT}px">
      <span class="number ${state}" role="rowheader" aria-colindex="1" data-row=${at} title=${[sentence, row?.about].filter(Boolean).join('\n')} aria-label="${at + 1} ${sentence ?? ''}">${key ? at + 1 : '+'}</span>
      ${this.columns.map((one, column) => this.cell(key, row, one, at, column, at >= range.top && at <= range.bottom && column >= range.start && column <= range.end))}
    </div>`;
  }

  private cell(key: string, row: Row | undefined, column: Column, at: number, index: number, chosen: boolean) {
    const current = key === this.current && index === this.column;
    const draft = this.drafts.get(key)?.has(column.id);
    const problem = !draft && row?.problems[column.id];
    const text = this.text(key, column);
    const title = index === 0 && this.titled;
    const hint = text ? '' : row?.hints[column.id] ?? '';
    const mark = text ? row?.marks[column.id] : undefined;
    const guests = this.guests.length ? this.guests.filter((one) => key && one.row === key && one.column === column.id) : [];
    const classes = ['cell', column.kind, guests.length ? 'guest' : '', title ? 'title' : '', hint ? 'hint' : '', index === 0 ? 'first' : '', current ? 'current' : '', current && this.editing ? 'editing' : '', chosen && this.anchor ? 'chosen' : '', problem ? 'problem' : '',
      !problem && row?.remarks[column.id] ? 'remark' : '', draft || row?.unsaved.includes(column.id) ? 'unsaved' : '', key && this.isFixed(key, column) && !this.readOnly && !title ? 'fixed' : '',
      this.flashes.get(`${key}|${column.id}`) ?? this.flashes.get(`${key}|`) ?? ''].filter(Boolean).join(' ');
    return html`<div role=${title ? 'rowheader' : 'gridcell'} class=${classes} data-row=${at} data-column=${index} aria-colindex=${index + 2} aria-selected=${chosen} aria-invalid=${problem ? 'true' : nothing}
      aria-readonly=${this.isFixed(key, column)} title=${problem || row?.remarks[column.id] || [mark?.says, row?.abouts[column.id]].filter(Boolean).join(' · ') || (text.length > 12 ? text : nothing)}
      aria-description=${[mark?.says, guests.length ? this.guestsAt(key, column.id) : ''].filter(Boolean).join('; ') || nothing} style=${guests.length ? `--guest: light-dark(var(--companion-${guests[0].colour}), color-mix(in srgb, var(--companion-${guests[0].colour}) 55%, white)); --guest-ground: var(--companion-${guests[0].colour})` : nothing}
      ><span>${text || hint}</span>${mark?.icon ? html`<vaadin-icon class="mark ${mark.kind}" icon=${mark.icon} aria-hidden="true"></vaadin-icon>` : nothing}${guests.length ? html`<em class="who" aria-hidden="true">${guests.map((one) => one.name).join(', ')}</em>` : nothing}</div>`;
  }

  /** Says who else is in the cell. */
  private guestsAt(key: string, column: string | undefined) {
    const names = key ? this.guests.filter((one) => one.row === key && one.column === column).map((one) => one.name) : [];
    return names.length ? this.texts.guest.replace('{0}', names.join(', ')) : '';
  }

  /** Tells what is being typed, before the cell is left. */
  private tellTyping() {
    const editing = this.editing;
    if (!editing || !this.keeping.slot || this.readOnly) return;
    this.tell('cell-typing', { row: editing.key, column: this.columns[editing.column].id, text: this.editor.value, ended: false, turn: this.turn });
  }

  /** The typing has ended without anything to be sent; the server forgets what it was told of it. */
  private typingEnded(editing: Editing) {
    clearTimeout(this.typingTimer);
    if (!this.keeping.slot || !this.turn) return;
    this.tell('cell-typing', { row: editing.key, column: this.columns[editing.column].id, text: '', ended: true, turn: ++this.turn });
  }

  /** Keeps in this browser what was typed and what the server has not answered yet. */
  private keep() {
    if (!this.keeping.slot) return;
    const fields: Record<string, Change> = {};
    const put = (key: string, column: Column, text: string, shown: string, number: number) => {
      const was = this.rows.get(key)?.cells[column.id] ?? '';
      fields[`${key}|${column.id}`] = { label: this.placeName(key, column.id), was: was ? [was] : [], typed: text ? [text] : [], shown, number, version: null };
    };
    this.drafts.forEach((cells, key) => this.columns.forEach((column) => {
      const draft = cells.get(column.id);
      if (draft) put(key, column, draft.text, draft.shown, draft.number);
    }));
    if (this.editing && this.turn > this.heardTurn) put(this.editing.key, this.columns[this.editing.column], this.editor.value, this.editor.value, this.turn);
    const now = JSON.stringify([this.keeping.slot, fields]);
    if (now === this.keptHere) return;
    this.keptHere = now;
    const subject = { version: null, writable: true, ...this.keeping } as Subject;
    if (Object.keys(fields).length) keepHere(subject, fields);
    else forgetHere(subject);
  }

  private get hasFocus() {
    const active = (this.renderRoot as ShadowRoot).activeElement;
    return active === this.line || active === this.area;
  }

  /** Tells the others where one is, as long as there are some; at once, and while one moves on now and then. */
  private tellPlace() {
    const column = this.hasFocus ? this.columns[this.column]?.id ?? '' : '';
    const place = this.accompanied ? `${column && this.current}|${column}` : '';
    if (place === this.told || this.placeTimer) return;
    const wait = this.toldAt + STEP - performance.now();
    if (wait > 0) {
      this.placeTimer = window.setTimeout(() => {
        this.placeTimer = 0;
        this.tellPlace();
      }, wait);
      return;
    }
    this.told = place;
    this.toldAt = performance.now();
    if (place) this.tell('placed', { row: column && this.current, column });
  }

  private stateOf(key: string, row: Row | undefined) {
    if (!key) return '';
    if ((this.waiting.get(key) ?? 0) > (row?.handled ?? 0)) return 'saving';
    if (row?.state === 'REFUSED') return 'refused';
    if (this.drafts.has(key) || this.touched.has(key) || row?.state === 'TYPED' || row?.state === 'NEW') return 'typed';
    return this.flashes.get(`${key}|`) === 'flash' || (row?.state === 'SAVED' && row.handled) ? 'saved' : '';
  }

  private status(problems: number) {
    if (this.waiting.size) return this.texts.saving;
    if (problems) return this.texts.problems.replace('{0}', grouped(problems));
    const { top, bottom, start, end } = this.range();
    if (this.anchor && (bottom > top || end > start)) return this.texts.chosen.replace('{0}', grouped(bottom - top + 1)).replace('{1}', grouped(end - start + 1));
    if (this.touched.size) return this.texts.typed;
    return this.everSaved ? this.texts.allSaved : this.texts.rows.replace('{0}', grouped(this.keys.length));
  }

  willUpdate() {
    // A row that goes takes the field in it along, and the focus with it.
    this.focused = this.hasFocus;
    const scroller = this.scroller();
    this.narrow = (scroller?.clientWidth ?? 1000) < 640;
    if (this.column >= this.columns.length) this.column = Math.max(0, this.columns.length - 1);
    // One begins where something can be typed.
    if (!this.acted && this.column === 0 && this.titled && this.columns.length > 1) this.column = 1;
  }

  updated() {
    this.placeEditor();
    this.placePopups();
    this.fetch();
    this.tellPlace();
    this.keep();
    const unsaved = (window as unknown as { yuemaoUnsaved?: Set<Element> }).yuemaoUnsaved;
    const dirty = !!this.editing || this.drafts.size > 0 || this.touched.size > 0 || this.waiting.size > 0 || [...this.rows.values()].some((row) => row.unsaved.length > 0);
    unsaved?.[dirty ? 'add' : 'delete'](this);
  }

  /** The one field for typing stands in the current cell; it has the focus all the time, so that the first key is never lost. */
  private placeEditor() {
    const column = this.columns[this.column];
    const cell = column && this.cellElement(this.rowOf(this.current), this.column);
    if (!cell) return;
    const editor = this.editor;
    const other = editor === this.line ? this.area : this.line;
    const focused = this.focused || (this.renderRoot as ShadowRoot).activeElement === editor;
    if (editor.parentElement !== cell) {
      this.moving = true;
      other.remove();
      cell.append(editor);
      this.moving = false;
    }
    if (focused && (this.renderRoot as ShadowRoot).activeElement !== editor) {
      this.moving = true;
      editor.focus({ preventScroll: true });
      this.moving = false;
    }
    this.focused = false;
    const fixed = this.isFixed(this.current, column);
    const combo = column.kind === 'CHOICE' || column.kind === 'CHOICES';
    editor.readOnly = fixed;
    editor.inputMode = column.kind === 'NUMBER' ? 'decimal' : 'text';
    editor.placeholder = this.rows.get(this.current)?.hints[column.id] ?? '';
    const problem = this.rows.get(this.current)?.problems[column.id];
    const attributes: Record<string, string | undefined> = {
      'aria-label': this.placeName(this.current, column.id), 'aria-invalid': problem ? 'true' : undefined, 'aria-required': column.required && !fixed ? 'true' : undefined,
      'aria-describedby': this.remarkAt() ? 'reason' : undefined, role: combo ? 'combobox' : undefined, 'aria-autocomplete': combo ? 'list' : undefined,
      'aria-expanded': combo ? String(this.open) : undefined, 'aria-controls': combo ? 'options' : undefined,
      'aria-activedescendant': this.open && this.lit >= 0 ? `option-${this.lit}` : undefined,
    };
    for (const [name, content] of Object.entries(attributes)) {
      if (content === undefined) editor.removeAttribute(name);
      else if (editor.getAttribute(name) !== content) editor.setAttribute(name, content);
    }
    if (!this.editing && !this.composing) {
      const text = this.text(this.current, column);
      if (editor.value !== text) {
        editor.value = text;
        if (focused) editor.select();
      } else if (focused && (editor.selectionStart !== 0 || editor.selectionEnd !== text.length)) editor.select();
    }
  }

  private remarkAt() {
    const row = this.rows.get(this.current);
    const column = this.columns[this.column]?.id;
    if (!row || !column || this.drafts.get(this.current)?.has(column)) return undefined;
    const reason = row.problems[column] || (row.state === 'REFUSED' && !Object.keys(row.problems).length ? row.reason : '');
    return reason ? { text: reason, bad: true } : row.remarks[column] ? { text: row.remarks[column], bad: false } : undefined;
  }

  /** The reason and the choices stand at the cell, above everything that would clip them. */
  private placePopups() {
    const cell = this.cellElement(this.rowOf(this.current), this.column);
    const box = cell?.getBoundingClientRect();
    const focused = (this.renderRoot as ShadowRoot).activeElement === this.editor;
    const reason = this.renderRoot.querySelector<HTMLElement>('#reason');
    const options = this.renderRoot.querySelector<HTMLElement>('#options');
    if (!reason || !options) return;
    const remark = focused && !this.editing ? this.remarkAt() : undefined;
    if (reason.textContent !== (remark?.text ?? '')) reason.textContent = remark?.text ?? '';
    reason.classList.toggle('remarked', remark?.bad === false);
    for (const [popup, shown] of [[reason, !!remark && !!box], [options, this.open && focused && !!box]] as [HTMLElement, boolean][]) {
      if (shown !== popup.matches(':popover-open')) popup.togglePopover(shown);
      if (!shown || !box) continue;
      const below = box.bottom + 4;
      const above = box.top - popup.offsetHeight - 4;
      popup.style.top = `${below + popup.offsetHeight > window.innerHeight && above > 0 ? above : below}px`;
      popup.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - popup.offsetWidth - 8))}px`;
    }
    options.style.minWidth = box ? `${box.width}px` : '';
    this.renderRoot.querySelector('.lit')?.scrollIntoView({ block: 'nearest' });
  }

  private scrolled() {
    const scroller = this.scroller();
    if (!scroller) return;
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW_HEIGHT) - AROUND);
    const last = Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW_HEIGHT) + AROUND;
    if (first !== this.first || last !== this.last || this.narrow !== scroller.clientWidth < 640) {
      this.first = first;
      this.last = last;
      this.requestUpdate();
    }
  }

  /** Asks for the rows that are in sight and not known, a page at a time. */
  private fetch() {
    const wanted: string[] = [];
    const from = Math.floor(this.first / PAGE) * PAGE;
    const to = Math.min(this.keys.length, Math.ceil((this.last + 1) / PAGE) * PAGE);
    for (let at = from; at < to; at++) this.want(this.keys[at], wanted);
    this.ask(wanted);
  }

  private want(key: string, wanted: string[]) {
    if (!this.rows.has(key) && !this.asked.has(key) && !this.unconfirmed.has(key)) {
      this.asked.add(key);
      wanted.push(key);
    }
  }

  private ask(keys: string[]) {
    if (keys.length) this.tell('rows-wanted', { keys });
  }

  private tell(name: string, detail: { number?: number; [part: string]: unknown }) {
    if (detail.number) this.asking = { number: detail.number, acted: this.acted };
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // Moving.

  private go(key: string, column: number, extend = false) {
    const target = Math.min(Math.max(column, 0), this.columns.length - 1);
    if (extend) this.anchor ??= { key: this.current, column: this.column };
    else this.anchor = undefined;
    const before = this.current;
    this.commit();
    // A new row gets its key when its first cell is left.
    const left = before === '' && this.current !== '' ? this.current : before;
    this.current = key;
    this.column = target;
    if (left !== key && !extend) this.leaveRow(left);
    this.note = '';
    this.reveal();
    this.requestUpdate();
  }

  private reveal() {
    const scroller = this.scroller();
    if (!scroller) return;
    const row = this.rowOf(this.current);
    const top = row * ROW_HEIGHT;
    const room = scroller.clientHeight - ROW_HEIGHT;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + ROW_HEIGHT > scroller.scrollTop + room) scroller.scrollTop = top + ROW_HEIGHT - room;
    const head = this.renderRoot.querySelectorAll<HTMLElement>('.head .row > *')[this.column + 1];
    const sticky = this.renderRoot.querySelector<HTMLElement>('.head .first');
    if (head && sticky && this.column > 0) {
      const number = this.renderRoot.querySelector<HTMLElement>('.head .number')!;
      const start = head.offsetLeft - number.offsetWidth - sticky.offsetWidth;
      const end = head.offsetLeft + head.offsetWidth - scroller.clientWidth;
      if (scroller.scrollLeft > start) scroller.scrollLeft = start;
      else if (scroller.scrollLeft < end) scroller.scrollLeft = end;
    } else if (this.column === 0) scroller.scrollLeft = 0;
    this.scrolled();
  }

  private step(rows: number, columns: number, extend: boolean) {
    const row = Math.min(Math.max(this.rowOf(this.current) + rows, 0), this.count - 1);
    this.go(this.keyAt(row), this.column + columns, extend);
  }

  /** As Ctrl with an arrow key does in a spreadsheet: to the edge of what is filled, or on to what is filled next. */
  private jump(rows: number, columns: number, extend: boolean) {
    let [row, column] = [this.rowOf(this.current), this.column];
    const inside = (r: number, c: number) => r >= 0 && r < this.count && c >= 0 && c < this.columns.length;
    const filled = (r: number, c: number) => {
      const key = this.keyAt(r);
      return !!key && (!this.rows.has(key) || this.text(key, this.columns[c]) !== '');
    };
    const through = inside(row + rows, column + columns) && filled(row, column) && filled(row + rows, column + columns);
    while (inside(row + rows, column + columns)) {
      if (through && !filled(row + rows, column + columns)) break;
      row += rows;
      column += columns;
      if (!through && filled(row, column)) break;
    }
    this.go(this.keyAt(row), column, extend);
  }

  /** Cell by cell and row by row; false at the end of the sheet. */
  private tab(by: number) {
    const width = this.columns.length;
    // In the empty last row something typed first makes it a record, so that there is a next one.
    if (this.current === '' && this.editing) this.commit();
    let index = this.rowOf(this.current) * width + this.column + by;
    if (this.titled && index % width === 0 && width > 1) index += by;
    if (index < 0 || index >= this.count * width) return false;
    const before = this.tabbedFrom ?? this.column;
    this.go(this.keyAt(Math.floor(index / width)), index % width);
    this.tabbedFrom = by > 0 && index % width > (this.titled ? 1 : 0) ? before : undefined;
    return true;
  }

  /** After Enter a spreadsheet goes on below the cell from which one has tabbed. */
  private enter(by: number) {
    const column = by > 0 ? this.tabbedFrom ?? this.column : this.column;
    this.tabbedFrom = undefined;
    if (this.current === '' && this.editing) this.commit();
    const row = Math.min(Math.max(this.rowOf(this.current) + by, 0), this.count - 1);
    this.go(this.keyAt(row), column);
  }

  // Editing.

  private begin(caret: boolean) {
    const column = this.columns[this.column];
    if (!column || this.editing || this.isFixed(this.current, column)) {
      if (column && !this.editing && !this.readOnly && this.isFixed(this.current, column)) this.say(this.whyFixed(column));
      return;
    }
    this.anchor = undefined;
    this.note = '';
    this.editing = { key: this.current, column: this.column, seen: this.rows.get(this.current)?.version ?? '', caret, text: this.text(this.current, column), picked: undefined };
    if (caret) {
      const end = this.editor.value.length;
      this.editor.setSelectionRange(end, end);
    }
    this.requestUpdate();
  }

  private typed() {
    this.begin(false);
    if (!this.editing) return;
    this.editing.picked = undefined;
    this.turn++;
    clearTimeout(this.typingTimer);
    this.typingTimer = window.setTimeout(() => this.tellTyping(), PAUSE);
    if (!this.composing) this.offer(true);
    this.requestUpdate();
  }

  /** Shows what can be chosen; filtered by what is typed, if something is. */
  private offer(filter: boolean) {
    const column = this.columns[this.column];
    if (!this.editing || (column.kind !== 'CHOICE' && column.kind !== 'CHOICES')) return;
    const typed = filter ? this.editor.value : '';
    this.open = true;
    if (column.lookup) {
      const number = ++this.lookups;
      this.lit = -1;
      clearTimeout(this.lookupTimer);
      this.lookupTimer = window.setTimeout(() => this.tell('lookup', { row: this.current, column: column.id, text: typed.trim(), number }), 60);
    } else {
      const last = column.kind === 'CHOICES' ? typed.split(PARTS).pop() ?? '' : typed;
      const wanted = folded(last).trim();
      const starts = (one: Choice) => (folded(one.shown).startsWith(wanted) ? 0 : 1);
      this.options = column.choices.filter((one) => !wanted || folded(`${one.shown}\n${one.text}\n${one.words}`).includes(wanted)).sort((one, other) => (wanted ? starts(one) - starts(other) : 0));
      this.lit = wanted && this.options.length ? 0 : filter ? -1 : this.options.findIndex((one) => one.shown === this.editor.value);
    }
    this.requestUpdate();
  }

  private close() {
    clearTimeout(this.lookupTimer);
    this.open = false;
    this.options = [];
    this.lit = -1;
    this.requestUpdate();
  }

  /** Takes the choice that is lit; false when it takes the person elsewhere, to enter what does not exist yet. */
  private take(): boolean {
    const choice = this.open && this.lit >= 0 ? this.options[this.lit] : undefined;
    if (!choice || !this.editing) return true;
    const column = this.columns[this.column];
    if (choice.creates) {
      const text = this.editor.value.trim();
      const key = this.claim(this.editing.key);
      this.typingEnded(this.editing);
      this.editing = undefined;
      this.close();
      this.tell('new-wanted', { row: key, column: column.id, text, number: ++this.numbers });
      return false;
    }
    if (column.kind === 'CHOICES') {
      const parts = this.editor.value.split(PARTS).map((part) => part.trim()).filter(Boolean);
      const typed = this.editor.value.split(PARTS).pop()?.trim() ?? '';
      if (typed && parts.length && parts[parts.length - 1] === typed) parts.pop();
      if (!parts.includes(choice.shown)) parts.push(choice.shown);
      this.editor.value = parts.join(this.texts.between);
    } else {
      this.editor.value = choice.shown;
      this.editing.picked = choice;
    }
    this.close();
    return true;
  }

  /** The key of the row, a new one for the empty last row. */
  private claim(key: string) {
    if (key) return key;
    const made = `+${this.tag}-${++this.made}`;
    this.keys = [...this.keys, made];
    this.positions.set(made, this.keys.length - 1);
    this.unconfirmed.add(made);
    this.rows.set(made, { ...BLANK, key: made });
    if (this.current === '') this.current = made;
    if (this.anchor?.key === '') this.anchor.key = made;
    return made;
  }

  /** Ends typing and lets the server check what was typed. */
  private commit() {
    const editing = this.editing;
    if (!editing) return;
    const column = this.columns[editing.column];
    const text = this.editor.value;
    this.editing = undefined;
    this.close();
    if (text === editing.text && !this.rows.get(editing.key)?.problems[column.id]) {
      this.typingEnded(editing);
      return;
    }
    clearTimeout(this.typingTimer);
    this.send(editing.key, column, editing.picked?.text ?? text, text, editing.seen);
  }

  private send(at: string, column: Column, text: string, shown: string, seen: string) {
    const key = this.claim(at);
    const number = ++this.numbers;
    if (!this.drafts.has(key)) this.drafts.set(key, new Map());
    this.drafts.get(key)!.set(column.id, { text, shown, number });
    if (this.cellByCell) this.waiting.set(key, number);
    else this.touched.add(key);
    this.tell('cell-left', { row: key, column: column.id, text, seen, number });
    this.requestUpdate();
  }

  private leaveRow(key: string, always = false) {
    const row = this.rows.get(key);
    // What was put back or taken back into a row is typed as well; what was refused waits until it is mended or insisted on.
    const typed = this.touched.delete(key) || (!!row?.unsaved.length && (row.state === 'TYPED' || row.state === 'NEW'));
    if (!key || (!typed && !always)) return;
    const number = ++this.numbers;
    this.waiting.set(key, number);
    this.tell('row-left', { row: key, number });
    this.requestUpdate();
  }

  private cancel() {
    const row = this.rows.get(this.current);
    if (this.editing) {
      this.typingEnded(this.editing);
      this.editing = undefined;
      this.close();
      this.editor.value = this.text(this.current, this.columns[this.column]);
      this.editor.select();
    } else if (this.anchor) this.anchor = undefined;
    else if (this.current && (this.touched.has(this.current) || row?.unsaved.length || row?.state === 'NEW' || row?.state === 'REFUSED')) {
      this.touched.delete(this.current);
      this.drafts.delete(this.current);
      const number = ++this.numbers;
      this.waiting.set(this.current, number);
      this.tell('row-given-up', { row: this.current, number });
    } else {
      // The next Tab leaves the sheet, so that nobody is held in it.
      this.leaving = true;
      this.note = this.texts.leaving;
    }
    this.requestUpdate();
  }

  private undo(again: boolean) {
    if (again ? !this.redoable : !this.undoable) return;
    this.commit();
    this.tell(again ? 'redo' : 'undo', { number: ++this.numbers });
  }

  private fill() {
    this.commit();
    if (this.readOnly) return;
    const range = this.range();
    const top = range.top === range.bottom ? range.top - 1 : range.top;
    const rows = this.keys.slice(top + 1, range.bottom + 1);
    if (top < 0 || !rows.length) {
      this.say(this.texts.fillWhat);
      return;
    }
    this.tell('filled-down', { from: this.keys[top], rows, columns: this.chosenColumns().map((one) => one.id), number: ++this.numbers });
  }

  private empty() {
    const rows = this.chosenKeys();
    if (this.readOnly || !rows.length) return;
    const columns = this.chosenColumns();
    if (rows.length === 1 && columns.length === 1) {
      if (this.isFixed(this.current, columns[0])) this.say(this.whyFixed(columns[0]));
      else if (this.text(this.current, columns[0])) this.send(this.current, columns[0], '', '', this.rows.get(this.current)?.version ?? '');
    } else this.tell('emptied', { rows, columns: columns.map((one) => one.id), number: ++this.numbers });
  }

  private removeRows() {
    this.commit();
    const rows = this.chosenKeys();
    if (this.readOnly || !this.removable || !rows.length) return;
    this.anchor = undefined;
    this.tell('rows-removed', { rows, number: ++this.numbers });
    this.requestUpdate();
  }

  // Keys.

  private pressed(event: KeyboardEvent) {
    // The keys of an input method belong to it, 229 being the one that begins a composition.
    this.acted++;
    if (event.isComposing || event.keyCode === 229) return;
    const leaving = this.leaving;
    if (event.key !== 'Shift') this.leaving = false;
    if (!(this.editing ? this.pressedEditing(event) : this.pressedMoving(event, leaving))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private pressedEditing(event: KeyboardEvent): boolean {
    const control = event.ctrlKey || event.metaKey;
    const { caret } = this.editing!;
    const long = this.columns[this.column].kind === 'LONG_TEXT';
    const choices = this.columns[this.column].kind === 'CHOICES';
    const back = event.shiftKey ? -1 : 1;
    switch (event.key) {
      case 'Enter':
        if (event.altKey && long) {
          this.editor.setRangeText('\n', this.editor.selectionStart!, this.editor.selectionEnd!, 'end');
          return true;
        }
        if (choices && this.open && this.lit >= 0) {
          this.take();
          return true;
        }
        if (this.take()) this.enter(back);
        return true;
      case 'Tab':
        if (control) return false;
        if (this.take()) this.tab(back);
        return true;
      case 'Escape':
        this.cancel();
        return true;
      case 'F2':
        this.editing!.caret = !caret;
        return true;
      case 'ArrowDown':
      case 'ArrowUp': {
        const by = event.key === 'ArrowDown' ? 1 : -1;
        if (event.altKey && !this.open) this.offer(false);
        else if (this.open && this.options.length) {
          this.lit = (this.lit + by + this.options.length) % this.options.length;
          this.requestUpdate();
        } else if (event.shiftKey || control || (caret && long)) return false;
        else this.step(by, 0, false);
        return true;
      }
      case 'ArrowLeft':
      case 'ArrowRight':
        if (caret || event.shiftKey || control || event.altKey) return false;
        this.step(0, event.key === 'ArrowLeft' ? -1 : 1, false);
        return true;
      case 's':
        if (!control) return false;
        this.commit();
        this.leaveRow(this.current, true);
        return true;
      default:
        return false;
    }
  }

  private pressedMoving(event: KeyboardEvent, leaving: boolean): boolean {
    const control = event.ctrlKey || event.metaKey;
    const extend = event.shiftKey;
    const page = Math.max(1, Math.floor((this.scroller()?.clientHeight ?? 400) / ROW_HEIGHT) - 2);
    const arrows: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (/^(Arrow|Page|Home|End|Escape)/.test(event.key)) this.tabbedFrom = undefined;
    if (arrows[event.key]) {
      const [rows, columns] = arrows[event.key];
      if (event.altKey) {
        if (event.key !== 'ArrowDown') return false;
        this.begin(true);
        this.offer(false);
      } else if (control) this.jump(rows, columns, extend);
      else this.step(rows, columns, extend);
      return true;
    }
    if (event.altKey) return false;
    switch (event.key) {
      case 'PageUp':
      case 'PageDown':
        this.step(event.key === 'PageUp' ? -page : page, 0, extend);
        return true;
      case 'Home':
      case 'End': {
        const end = event.key === 'End';
        const row = control ? (end ? this.count - 1 : 0) : this.rowOf(this.current);
        this.go(this.keyAt(row), end ? this.columns.length - 1 : 0, extend);
        return true;
      }
      case 'Enter':
        if (control) return false;
        if (this.readOnly) this.enter(extend ? -1 : 1);
        else {
          this.begin(true);
          this.offer(false);
        }
        return true;
      case 'F2':
        this.begin(true);
        return true;
      case 'Tab':
        // Only the field in the current cell is in the tab order, so the browser leaves the sheet from it.
        return !control && !leaving && this.tab(extend ? -1 : 1);
      case 'Escape':
        this.cancel();
        return true;
      case 'Delete':
      case 'Backspace':
        this.empty();
        return true;
      case ' ':
        if (!extend && !control) return false;
        if (extend) {
          this.anchor = { key: this.current, column: 0 };
          this.column = this.columns.length - 1;
        } else {
          this.anchor = { key: this.keyAt(0), column: this.column };
          this.current = this.keyAt(this.keys.length - 1);
        }
        this.requestUpdate();
        return true;
      default:
        return control && this.pressedControl(event);
    }
  }

  private pressedControl(event: KeyboardEvent): boolean {
    switch (event.key.toLowerCase()) {
      case 'a':
        if (this.keys.length) {
          this.anchor = { key: this.keyAt(0), column: 0 };
          this.current = this.keyAt(this.keys.length - 1);
          this.column = this.columns.length - 1;
          this.requestUpdate();
        }
        return true;
      case 'd':
        this.fill();
        return true;
      case 'z':
        this.undo(event.shiftKey);
        return true;
      case 'y':
        this.undo(true);
        return true;
      case 's':
        this.leaveRow(this.current, !!this.rows.get(this.current)?.unsaved.length);
        return true;
      case '-':
        this.removeRows();
        return true;
      default:
        return false;
    }
  }

  private entered() {
    if (!this.editing) this.editor.select();
    this.placePopups();
    this.requestUpdate();
  }

  private left() {
    // Another window, as one looks something up, is no reason to end what is being typed.
    if (this.moving || !document.hasFocus()) return;
    queueMicrotask(() => {
      const active = (this.renderRoot as ShadowRoot).activeElement;
      if (active === this.line || active === this.area) return;
      this.leaving = false;
      this.commit();
      this.leaveRow(this.current);
      this.placePopups();
      this.requestUpdate();
    });
  }

  // Pointer.

  private at(event: Event) {
    const cell = (event.composedPath()[0] as Element).closest?.<HTMLElement>('[data-row]');
    if (!cell) return undefined;
    return { row: Number(cell.dataset.row), column: cell.dataset.column === undefined ? undefined : Number(cell.dataset.column) };
  }

  private pointed(event: PointerEvent) {
    this.acted++;
    const at = this.at(event);
    if (!at || event.button !== 0) return;
    if (at.column !== undefined && this.keyAt(at.row) === this.current && at.column === this.column && !event.shiftKey) {
      // Within the current cell the pointer places the caret once it is being edited; a finger begins with a second tap.
      if (this.editing) this.editing.caret = true;
      else {
        if (event.pointerType === 'touch') this.begin(true);
        else event.preventDefault();
        this.anchor = undefined;
        this.focus();
      }
      return;
    }
    event.preventDefault();
    this.tabbedFrom = undefined;
    if (at.column === undefined) {
      const key = this.keyAt(at.row);
      const from = event.shiftKey ? this.anchor?.key ?? this.current : key;
      this.go(key, this.columns.length - 1);
      this.anchor = { key: from, column: 0 };
    } else this.go(this.keyAt(at.row), at.column, event.shiftKey);
    this.focus();
  }

  private dragged(event: PointerEvent) {
    if (event.buttons !== 1 || event.pointerType === 'touch' || this.editing) return;
    const at = this.at(event);
    if (!at || at.column === undefined || (this.keyAt(at.row) === this.current && at.column === this.column)) return;
    this.go(this.keyAt(at.row), at.column, true);
  }

  private doubled(event: Event) {
    if (this.at(event)?.column === undefined || this.editing) return;
    this.begin(true);
    this.offer(false);
  }

  private clickedOption(event: Event) {
    const option = (event.target as Element).closest<HTMLElement>('[data-at]');
    if (!option) return;
    this.lit = Number(option.dataset.at);
    const choices = this.columns[this.column].kind === 'CHOICES';
    if (this.take() && !choices) this.commit();
    this.focus();
  }

  // The clipboard.

  private copied(event: ClipboardEvent, cut: boolean) {
    if (this.editing) return;
    event.preventDefault();
    const keys = this.chosenKeys();
    const missing: string[] = [];
    keys.filter((key) => !this.rows.has(key)).forEach((key) => { this.asked.add(key); missing.push(key); });
    if (missing.length) {
      // The clipboard can be written at this very moment alone, and the rows are not here yet.
      this.copyWhenLoaded = true;
      this.note = this.texts.fetching;
      for (let at = 0; at < missing.length; at += 1000) this.ask(missing.slice(at, at + 1000));
      this.requestUpdate();
      return;
    }
    const columns = this.chosenColumns();
    const table = keys.map((key) => columns.map((column) => this.text(key, column)));
    const quoted = (text: string) => (/[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br style="mso-data-placement:same-cell">');
    event.clipboardData?.setData('text/plain', table.map((row) => row.map(quoted).join('\t')).join('\r\n'));
    event.clipboardData?.setData('text/html', `<meta charset="utf-8"><table>${table.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`).join('')}</table>`);
    this.note = this.texts.copied.replace('{0}', String(keys.length)).replace('{1}', String(columns.length));
    if (cut) this.empty();
    this.requestUpdate();
  }

  private pasted(event: ClipboardEvent) {
    if (this.editing || this.readOnly) return;
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const plain = text.replace(/\r?\n$/, '');
    const column = this.columns[this.column];
    const { top, bottom, start, end } = this.range();
    if (!/[\t\n]/.test(plain) && top === bottom && start === end) {
      if (this.isFixed(this.current, column)) this.say(this.whyFixed(column));
      else if (plain) this.send(this.current, column, plain, plain, this.rows.get(this.current)?.version ?? '');
      return;
    }
    // The server reads the block: it knows what each column takes.
    this.tell('pasted', { row: this.keyAt(top), column: this.columns[start].id, text, rows: bottom - top + 1, columns: end - start + 1, number: ++this.numbers });
  }
}

customElements.define('yuemao-record-sheet', YuemaoRecordSheet);
