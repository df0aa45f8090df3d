// What the colours, patterns, lines and symbols of a picture stand for; series can be hidden there.
import { html, nothing, svg } from 'lit';
import { LegendEntry } from './drawing';
import { Look } from './palette';
import { Words } from './words';

export function legendView(entries: LegendEntry[], hidden: Set<string>, look: Look, words: Words, still: boolean, toggle: (id: string) => void) {
  if (!entries.length) return nothing;
  return html`<div class="legend" role="group" aria-label=${words.say('legend')}>${entries.map((entry) =>
    (entry.fixed || still ? html`<span class="entry">${swatch(entry, look)}${entry.name}</span>`
      : html`<button class="entry" aria-pressed=${String(!hidden.has(entry.id))} @click=${() => toggle(entry.id)}>${swatch(entry, look)}<span>${entry.name}</span></button>`))}</div>`;
}

export function rampView([least, most]: [number, number], look: Look, words: Words) {
  const colours = [0, 0.1, 0.25, 0.5, 0.75, 1].map((share) => `${look.shade(share)} ${share * 100}%`).join(', ');
  return html`<div class="legend ramp">${words.say('little')} ${words.brief(least)}
    <span class="colours" style="background: linear-gradient(to right, ${colours}); border-color: ${look.quiet}"></span> ${words.brief(most)} ${words.say('much')}</div>`;
}

export function swatch(entry: LegendEntry, look: Look) {
  const fill = entry.hollow ? look.ground : entry.colour;
  if (entry.shape === 'bar') {
    return html`<svg width="18" height="14" aria-hidden="true"><rect x="1" y="1" width="16" height="12" rx="2" fill=${entry.colour}></rect>${pattern(entry.index, look)}</svg>`;
  }
  const line = entry.shape === 'line' ? svg`<line x1="0" y1="7" x2="26" y2="7" stroke=${entry.colour} stroke-width="2" stroke-dasharray=${Array.isArray(entry.dash) ? entry.dash.join(' ') : ''}></line>` : nothing;
  const at = entry.shape === 'line' ? 13 : 7;
  return html`<svg width=${entry.shape === 'line' ? 26 : 14} height="14" aria-hidden="true">${line}${entry.fixed && entry.shape === 'line' ? nothing : symbol(entry.index, at, fill, entry.colour)}</svg>`;
}

function symbol(index: number, x: number, fill: string, stroke: string) {
  switch (index % 7) {
    case 1: return svg`<rect x=${x - 4} y="3" width="8" height="8" fill=${fill} stroke=${stroke} stroke-width="1.5"></rect>`;
    case 2: return svg`<path d="M${x} 2 L${x + 5} 11 L${x - 5} 11 Z" fill=${fill} stroke=${stroke} stroke-width="1.5"></path>`;
    case 3: return svg`<path d="M${x} 2 L${x + 5} 7 L${x} 12 L${x - 5} 7 Z" fill=${fill} stroke=${stroke} stroke-width="1.5"></path>`;
    case 4: return svg`<rect x=${x - 4} y="3" width="8" height="8" rx="2.5" fill=${fill} stroke=${stroke} stroke-width="1.5"></rect>`;
    default: return svg`<circle cx=${x} cy="7" r="4" fill=${fill} stroke=${stroke} stroke-width="1.5"></circle>`;
  }
}

/** As the pictures' own patterns look, on a small ground. */
function pattern(index: number, look: Look) {
  const stroke = look.dark ? 'rgba(0,0,0,0.55)' : 'rgba(255,255,255,0.7)';
  const lines = (path: string) => svg`<path d=${path} stroke=${stroke} stroke-width="2" fill="none"></path>`;
  switch (index % 7) {
    case 1: return lines('M1 9 L9 1 M4 13 L16 1 M11 13 L17 7');
    case 2: return svg`${[[5, 4], [12, 4], [8.5, 10], [15, 10]].map(([x, y]) => svg`<circle cx=${x} cy=${y} r="1.7" fill=${stroke}></circle>`)}`;
    case 3: return lines('M1 5 L9 13 M2 1 L14 13 M9 1 L17 9');
    case 4: return lines('M1 4 H17 M1 10 H17');
    case 5: return lines('M4.5 1 V13 M9 1 V13 M13.5 1 V13');
    case 6: return svg`${[[5, 4], [12, 4], [8.5, 10], [15, 10]].map(([x, y]) => svg`<path d="M${x} ${y - 2.2} l2.2 2.2 l-2.2 2.2 l-2.2 -2.2 Z" fill=${stroke}></path>`)}`;
    default: return nothing;
  }
}
