/** A form as the server names it: whose it is, which draft is its own, and what it is about. */
export type Subject = { account: string; slot: string; key: string; title: string; address: string; version: number | null; writable: boolean };
/** What a person typed into a field: what stood there before, what does now, as it is read, and over which version. */
export type Change = { label: string; was: string[]; typed: string[]; shown?: string; number: number; version: number | null };
type Kept = Omit<Subject, 'account' | 'writable'> & { at: number; fields: Record<string, Change> };
type Field = HTMLElement & {
  label?: string; inputElement?: HTMLInputElement; checked?: boolean; readonly?: boolean; value?: string;
  selectedItem?: { label?: string }; selectedItems?: { label?: string }[];
};

const PREFIX = 'yuemao.draft.';
/** Soon enough that hardly anything is lost with the window, seldom enough for fast typing. */
const PAUSE = 300;
const HERE = 20_000;
/** Fields whose letters the server does not know of before they are left. */
const TYPED = ['vaadin-text-field', 'vaadin-text-area', 'vaadin-email-field', 'vaadin-big-decimal-field', 'vaadin-integer-field',
  'vaadin-number-field', 'vaadin-date-picker'];
const KEPT = 30 * 24 * 60 * 60 * 1000;

/** What the field shows, the way the person reads it; nothing where it must not be kept. */
function shown(field: Field): string[] | undefined {
  switch (field.localName) {
    case 'vaadin-password-field': return undefined;
    case 'vaadin-select': return [field.value ? field.querySelector('vaadin-select-value-button')?.textContent?.trim() ?? '' : ''];
    case 'vaadin-combo-box': return [field.selectedItem?.label ?? (field.selectedItem as unknown as string) ?? ''];
    case 'vaadin-multi-select-combo-box': return (field.selectedItems ?? []).map((item) => item.label ?? '');
    case 'vaadin-checkbox': return [String(field.checked)];
    default: return field.inputElement ? [field.inputElement.value] : undefined;
  }
}

const nameOf = (subject: Subject) => `${PREFIX}${subject.account}.${subject.slot}`;

/** Keeps in this browser what the server has not heard of yet. */
export function keepHere(subject: Subject, fields: Record<string, Change>) {
  const { slot, key, title, address, version } = subject;
  const kept: Kept = { slot, key, title, address, version, at: Date.now(), fields };
  try {
    localStorage.setItem(nameOf(subject), JSON.stringify(kept));
  } catch { /* Full or forbidden: the server still hears of it. */ }
}

/** The server has heard of everything, or nobody wants it any more. */
export function forgetHere(subject: Subject) {
  try {
    localStorage.removeItem(nameOf(subject));
  } catch { /* A browser that keeps nothing is as good as one that has nothing. */ }
}

/**
 * Watches a form: tells the server, while a text is being typed, what stands in the field, and in which field the person is.
 * Until the server has heard of it, the text is kept in this browser, so that neither a lost connection nor a session that
 * has ended takes it away.
 */
class Watch {
  private subject: Subject;
  private readonly before = new Map<string, string[]>();
  private readonly unheard = new Map<string, Change>();
  private number = 0;
  private timer = 0;
  private readonly carets = new Map<string, number>();
  private place = '';
  private placeTimer = 0;
  private here = 0;

  constructor(private readonly form: HTMLElement, subject: Subject) {
    this.subject = subject;
    form.addEventListener('focusin', (event) => this.enter(this.fieldOf(event)));
    form.addEventListener('focusout', () => this.enter(undefined));
    form.addEventListener('input', (event) => this.typed(event, PAUSE));
    form.addEventListener('change', (event) => this.typed(event, 0));
  }

  /** Says now and then that the window is still there. */
  private stayHere() {
    if (this.here) return;
    this.here = window.setInterval(() => {
      if (this.form.isConnected) {
        this.tell('yuemao-here', {});
      } else {
        window.clearInterval(this.here);
        this.here = 0;
      }
    }, HERE);
  }

  about(subject: Subject) {
    const newer = subject.version !== this.subject.version;
    if (subject.slot !== this.subject.slot) {
      this.drop();
      // Letters typed while the answer was on its way are of the same record, and still to be heard of.
      if (subject.key !== this.subject.key) this.unheard.clear();
    }
    this.subject = subject;
    if (newer) this.putBack();
    this.remember();
    this.write();
    this.stayHere();
  }

  /** The server has heard of everything up to this number. */
  settle(number: number) {
    this.unheard.forEach((change, name) => {
      if (change.number <= number) this.unheard.delete(name);
    });
    this.write();
  }

  /** What is in the form is saved or given up: nothing is left to tell. */
  done() {
    window.clearTimeout(this.timer);
    this.unheard.clear();
    this.remember();
    this.drop();
  }

  /** The fields show another version now: what stands in them is what further typing goes over. */
  private remember() {
    [...this.before.keys()].filter((name) => !this.unheard.has(name)).forEach((name) => this.before.delete(name));
    const field = this.field(this.place);
    if (field && !this.before.has(this.place)) this.before.set(this.place, shown(field) ?? []);
  }

  /**
   * Somebody else's version was shown before the server had heard what was typed here: that stays in its field, and the
   * server hears that it was typed over the older version.
   */
  private putBack() {
    this.send();
    [...this.unheard].forEach(([name, change]) => {
      const field = this.field(name);
      const input = field?.inputElement;
      const text = change.typed[0] ?? '';
      if (!field || !input || !TYPED.includes(field.localName) || input.value === text) return;
      input.value = text;
      if (this.carets.has(name)) input.setSelectionRange(this.carets.get(name)!, this.carets.get(name)!);
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      // A browser says of its own accord only what a person changed since; a picker reads its text when it is left.
      if (field.localName !== 'vaadin-date-picker') input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }

  private field(name: string): Field | undefined {
    return name ? this.form.querySelector<Field>(`[data-field="${CSS.escape(name)}"]`) ?? undefined : undefined;
  }

  private fieldOf(event: Event): Field | undefined {
    const field = (event.target as Element | null)?.closest<Field>('[data-field]') ?? undefined;
    return field && this.form.contains(field) ? field : undefined;
  }

  private enter(field: Field | undefined) {
    const name = field?.dataset.field ?? '';
    if (field && !this.before.has(name)) {
      const text = shown(field);
      if (text) this.before.set(name, text);
    }
    this.place = name;
    window.clearTimeout(this.placeTimer);
    // Going from field to field is one step, not two.
    this.placeTimer = window.setTimeout(() => this.tell('yuemao-place', { field: this.place }), 60);
  }

  private typed(event: Event, pause: number) {
    const field = this.fieldOf(event);
    if (!field || field.readonly || !this.subject.writable) return;
    if (event.type === 'input' && ['vaadin-combo-box', 'vaadin-multi-select-combo-box'].includes(field.localName)) return;
    // Lists show what was chosen a moment after it was.
    window.setTimeout(() => this.note(field, pause), 0);
  }

  private note(field: Field, pause: number) {
    const name = field.dataset.field!;
    const typed = shown(field);
    if (!typed) return;
    const { version } = this.unheard.get(name) ?? this.subject;
    this.unheard.set(name, { label: field.label ?? '', was: this.before.get(name) ?? [], typed, number: ++this.number, version });
    const caret = TYPED.includes(field.localName) ? field.inputElement?.selectionStart : null;
    if (typeof caret === 'number') this.carets.set(name, caret);
    this.write();
    window.clearTimeout(this.timer);
    // What a field has been left with is told at once; it is the last that may be said of it.
    this.timer = window.setTimeout(() => this.send(), pause);
  }

  private send() {
    if (this.unheard.size && this.form.isConnected) {
      this.tell('yuemao-typed', { key: this.subject.key, number: this.number, fields: Object.fromEntries(this.unheard) });
    }
  }

  private tell(type: string, detail: object) {
    if (this.form.isConnected) this.form.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private drop() {
    forgetHere(this.subject);
  }

  private write() {
    if (this.unheard.size) keepHere(this.subject, Object.fromEntries(this.unheard));
    else this.drop();
  }
}

/** What this browser has of the person's typing that the server may not have heard of; what is old is done away with. */
function kept(account: string): Kept[] {
  const found: Kept[] = [];
  try {
    Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).forEach((name) => {
      const one = JSON.parse(localStorage.getItem(name)!) as Kept;
      if (Date.now() - one.at > KEPT) {
        localStorage.removeItem(name);
      } else if (name.startsWith(`${PREFIX}${account}.`)) {
        found.push(one);
      }
    });
  } catch { /* Nothing can be read, so nothing is offered. */ }
  return found;
}

/** The server has what this browser kept, unless it has been typed on in another window since. */
function forget(account: string, slot: string, at: number) {
  const name = `${PREFIX}${account}.${slot}`;
  try {
    const one = JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null;
    if (one && one.at <= at) localStorage.removeItem(name);
  } catch { /* It stays, and is told again. */ }
}

/** The person does not want the draft any more. */
function drop(slot: string) {
  try {
    Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX) && name.endsWith(`.${slot}`))
      .forEach((name) => localStorage.removeItem(name));
  } catch { /* Nothing is kept, so nothing has to go. */ }
}

type Watched = HTMLElement & { yuemaoWatch?: Watch };

(window as unknown as { yuemaoForms: object }).yuemaoForms = {
  watch: (form: Watched, subject: Subject) => {
    form.yuemaoWatch ??= new Watch(form, subject);
    form.yuemaoWatch.about(subject);
  },
  done: (form: Watched) => form.yuemaoWatch?.done(),
  drop,
  settle: (form: Watched, number: number) => form.yuemaoWatch?.settle(number),
  kept,
  forget,
};
