// The table that says what the picture shows, and the same as separated text.
import { html, nothing } from 'lit';
import { Choice, Data, Item, Series } from './data';
import { Words } from './words';

type Cell = { text: string; plain: string; series?: string; item?: string; label?: string; chosen?: boolean };
type Line = { head: string; cells: Cell[]; chosen: boolean };
type Table = { heads: string[]; lines: Line[] };

export function tableOf(data: Data, words: Words, choice: Choice): Table {
  switch (data.kind) {
    case 'HEAT_MAP': return byRow(data, words, choice);
    case 'SANKEY': return byLink(data, words, choice);
    case 'RANKING': return byRank(data, words, choice);
    default: return byItem(data, words, choice);
  }
}

function cellOf(words: Words, choice: Choice, series: Series, item: Item | undefined, name: string): Cell {
  if (!item || item.amount === null) return { text: '–', plain: '' };
  const source = item.mark ? ` (${words.say(item.mark === 'STATED' ? 'stated' : 'recomputed')})` : '';
  return { text: words.full(item.amount) + source, plain: String(item.amount), series: series.id, item: item.id, chosen: choice.has(series.id, item.id),
    label: words.say('mark', { name, of: series.name, value: words.full(item.amount) + source }) };
}

function byItem(data: Data, words: Words, choice: Choice): Table {
  const across = data.series.some((series) => data.kind === 'SCATTER' && series.items.some((item) => item.x !== null));
  return { heads: [words.say('item'), ...(across ? [data.across ?? words.say('across')] : []), ...data.series.map((series) => series.name)],
    lines: data.series[0].items.map((item, at) => ({ head: item.name, chosen: data.series.some((series) => choice.has(series.id, item.id)),
      cells: [...(across ? [{ text: item.x === null ? '–' : words.number(item.x), plain: String(item.x ?? '') }] : []),
        ...data.series.map((series) => cellOf(words, choice, series, series.items[at], item.name))] })) };
}

function byRow(data: Data, words: Words, choice: Choice): Table {
  return { heads: [words.say('item'), ...data.series[0].items.map((item) => item.name)],
    lines: data.series.map((series) => ({ head: series.name, chosen: series.items.some((item) => choice.has(series.id, item.id)),
      cells: series.items.map((item) => ({ ...cellOf(words, choice, series, item, item.name),
        label: words.say('mark', { name: series.name, of: item.name, value: words.full(item.amount) }) })) })) };
}

function byLink(data: Data, words: Words, choice: Choice): Table {
  const links = data.series.flatMap((series) => series.items.filter((item) => item.amount).map((item) => ({ series, item })));
  links.sort((one, other) => other.item.amount! - one.item.amount!);
  return { heads: [words.say('origin'), words.say('destination'), words.say('amount')],
    lines: links.map(({ series, item }) => ({ head: series.name, chosen: choice.has(series.id, item.id),
      cells: [{ text: item.name, plain: item.name }, { ...cellOf(words, choice, series, item, item.name),
        label: `${series.name} → ${item.name}: ${words.full(item.amount)}` }] })) };
}

function byRank(data: Data, words: Words, choice: Choice): Table {
  const before = data.series[0].items.some((item) => item.y !== null);
  return { heads: [words.say('item'), words.say('rank'), ...(before ? [words.say('rank-before')] : []), ...data.series.map((series) => series.name)],
    lines: data.series[0].items.map((item, at) => ({ head: item.name, chosen: choice.has(data.series[0].id, item.id),
      cells: [{ text: String(item.x ?? '–'), plain: String(item.x ?? '') },
        ...(before ? [{ text: item.y === null ? words.say('rank-new') : String(item.y), plain: item.y === null ? words.say('rank-new') : String(item.y) }] : []),
        ...data.series.map((series) => cellOf(words, choice, series, series.items[at], item.name))] })) };
}

/** As rows of a page; its numbers are buttons where `choose` is given. */
export function tableView(table: Table, caption: string, words: Words, choose: ((series: string, item: string) => void) | undefined) {
  return html`<table>
    <caption>${caption}</caption>
    <thead><tr>${table.heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${table.lines.map((line) => html`<tr class=${line.chosen ? 'chosen' : ''}>
      <th scope="row">${line.head}${line.chosen ? html` <span class="badge">${words.say('chosen')}</span>` : nothing}</th>
      ${line.cells.map((cell) => html`<td>${choose && cell.item !== undefined
        ? html`<button aria-label=${cell.label + (cell.chosen ? `, ${words.say('chosen')}` : '')} @click=${() => choose(cell.series!, cell.item!)}>${cell.text}</button>`
        : cell.text}</td>`)}
    </tr>`)}</tbody>
  </table>`;
}

export function separated(table: Table): string {
  const cell = (content: string) => {
    // A cell that begins like a formula would be run as one by a spreadsheet.
    const safe = /^[=+\-@\t\r]/.test(content) && !/^-?[\d.]+$/.test(content) ? `'${content}` : content;
    return /[",\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const rows = [table.heads, ...table.lines.map((line) => [line.head, ...line.cells.map((one) => one.plain)])];
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
