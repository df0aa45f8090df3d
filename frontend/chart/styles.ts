import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; min-width: 0; min-height: 18rem; box-sizing: border-box; position: relative; }
  header { display: flex; align-items: flex-start; gap: 0.5rem; }
  h2 { flex: 1; margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.35; overflow-wrap: anywhere; }
  .explanation { margin: 0.1rem 0 0.4rem; font-size: 0.8rem; line-height: 1.35; color: var(--vaadin-text-color-secondary, GrayText); }
  .how { all: unset; cursor: pointer; text-decoration: underline; text-underline-offset: 2px; white-space: nowrap; }
  .counted { margin: 0 0 0.5rem; padding: 0.4rem 0.6rem; border-inline-start: 3px solid var(--vaadin-border-color, #8888); font-size: 0.85rem; line-height: 1.5; }
  .counted p { margin: 0 0 0.4rem; }
  .counted p:last-child { margin: 0; }
  .legend { display: flex; flex-wrap: wrap; gap: 0.1rem 0.35rem; align-items: center; font-size: 0.8rem; }
  .entry { all: unset; display: inline-flex; align-items: center; gap: 0.35rem; padding: 0.15rem 0.35rem; min-height: 1.25rem; border-radius: 0.3rem; }
  button.entry { cursor: pointer; }
  button.entry:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
  button.entry[aria-pressed='false'] > span { text-decoration: line-through; color: var(--vaadin-text-color-secondary, GrayText); }
  button.entry[aria-pressed='false'] svg { opacity: 0.35; }
  .entry svg { flex: none; }
  .legend { padding-bottom: 0.25rem; }
  .ramp { gap: 0.4rem; color: var(--vaadin-text-color-secondary, GrayText); padding-bottom: 0.2rem; }
  .colours { forced-color-adjust: none; width: 6rem; height: 0.65rem; border: 1px solid; border-radius: 2px; }
  .frame { flex: 1 1 0; min-width: 0; position: relative; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
  .frame[hidden] { display: none; }
  /* Room for the ring around a mark at the edge. */
  .stage { margin: -6px; padding: 6px; min-width: 0; position: relative; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); overflow: hidden auto; border-radius: 0.35rem; outline: none; }
  .stage:focus-visible { box-shadow: inset 0 0 0 2px var(--vaadin-focus-ring-color, #0072b2); }
  .stage.titled { grid-template-rows: auto minmax(0, 1fr); margin-top: 0; padding-top: 0; }
  .columns { position: sticky; top: 0; z-index: 2; display: flex; background: var(--chart-ground); font-size: 0.6875rem; line-height: 1.25rem; color: var(--vaadin-text-color-secondary, GrayText); }
  .columns span { flex: 1 1 0; min-width: 0; text-align: center; white-space: nowrap; display: flex; justify-content: center; }
  .picture { contain: size; min-width: 0; min-height: 0; overflow: hidden; }
  .picture[hidden] { display: none; }
  .ring, .tip { position: absolute; pointer-events: none; box-sizing: border-box; }
  .ring { z-index: 3; border: 3px solid var(--chart-ring); outline: 2px solid var(--chart-ground); border-radius: 5px; }
  .tip { z-index: 4; max-width: min(22rem, calc(100% - 8px)); width: max-content; padding: 0.35rem 0.55rem; border-radius: 0.4rem; font-size: 0.8rem; line-height: 1.4;
    color: var(--vaadin-text-color, CanvasText); background: var(--chart-ground); border: 1px solid var(--vaadin-border-color, #8888); box-shadow: 0 3px 12px #0004; overflow-wrap: anywhere; }
  .tip b { display: block; }
  .tip div { display: flex; align-items: center; gap: 0.35rem; }
  .tip div.quiet { opacity: 0.75; }
  .tip div.it { font-weight: 650; }
  .tip .amount { margin-inline-start: auto; padding-inline-start: 0.6rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .table { overflow: auto; flex: 1; max-height: 26rem; }
  .table.aside { flex: none; overflow: hidden; }
  .table:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color, #0072b2); }
  table { border-collapse: collapse; width: 100%; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
  caption { text-align: start; font-weight: 600; padding-bottom: 0.25rem; }
  th, td { text-align: end; padding: 0.2rem 0.5rem; border-bottom: 1px solid var(--vaadin-border-color-secondary, #8884); }
  th:first-child, td:first-child { text-align: start; }
  tr.chosen > * { background: color-mix(in srgb, currentColor 8%, transparent); }
  .badge { padding: 0 0.35rem; border: 1px solid; border-radius: 0.6rem; font-size: 0.75rem; font-weight: 400; }
  td button { all: unset; cursor: pointer; text-decoration: underline; text-underline-offset: 2px; padding: 0.1rem 0.2rem; border-radius: 0.2rem; }
  td button:focus-visible, .entry:focus-visible, .how:focus-visible, .menu > button:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color, #0072b2); }
  .empty { flex: 1; display: grid; place-items: center; text-align: center; color: var(--vaadin-text-color-secondary, GrayText); }
  .menu { position: relative; }
  .menu > button { all: unset; cursor: pointer; width: 1.75rem; height: 1.75rem; display: grid; place-items: center; border-radius: 0.35rem; }
  .menu > button:hover, .choices > :hover, .choices > :focus-visible { background: color-mix(in srgb, currentColor 10%, transparent); }
  .choices { position: absolute; inset-inline-end: 0; top: 2rem; z-index: 10; display: flex; flex-direction: column; min-width: 12rem; max-width: 80vw;
    padding: 0.25rem; border-radius: 0.5rem; background: var(--vaadin-background-color, Canvas); border: 1px solid var(--vaadin-border-color, #8888);
    box-shadow: 0 4px 16px #0003; }
  .choices[hidden] { display: none; }
  .choices > * { all: unset; cursor: pointer; padding: 0.4rem 0.6rem; border-radius: 0.3rem; font-size: 0.875rem; }
  .choices > :focus-visible { outline: 2px solid var(--vaadin-focus-ring-color, #0072b2); }
  .changed { animation: changed 1.6s ease-out; }
  @keyframes changed { from { box-shadow: inset 0 0 0 3px #e69f00; } to { box-shadow: inset 0 0 0 3px transparent; } }
  @media (prefers-reduced-motion: reduce) { .changed { animation: none; outline: 2px solid #e69f00; outline-offset: -2px; } }
  /* A wall has the room that it has, and is not scrolled. */
  :host([large]) .frame { min-height: 0 !important; }
  :host([large]) h2 { font-size: 2rem; }
  :host([large]) .explanation { font-size: 1.15rem; }
  :host([large]) .legend, :host([large]) .tip { font-size: 1.6rem; }
  :host([large]) .columns { font-size: 1.375rem; line-height: 2.2rem; }
  :host([large]) .entry svg { scale: 1.7; margin: 0 0.5rem; }
  :host([large]) .colours { width: 12rem; height: 1.3rem; }
  :host([large]) .empty { font-size: 1.6rem; }
`;
