// What flows from where to where. Drawn by shapes of our own: the library's sankey draws itself anew at each change instead of moving.
import { Series, keyOf, sum } from './data';
import { Box, Drawing, Mark, Sheet, common, shown } from './drawing';
import { paler } from './palette';
import { cut, widthOf } from './words';

/** The node that stands for all that have no room. */
const OTHERS = '\u0000others';
const MOST = 24;
const SIZE = 12;
/** How far a name is from its node. */
const APART = 5;

type Node = { id: string; name: string; total: number; members: string[]; row: number; box: Box };
type Link = { key: string; from: Node; to: Node; amount: number; y1: number; y2: number; high: number };

export function flows(sheet: Sheet): Drawing {
  const { look, scale, words, choice } = sheet;
  const { origins, destinations, links } = layOut(sheet);
  const whole = sum(shown(sheet).flatMap(({ series }) => series.items)) || 1;
  const colour = look.colours[0];
  const chosen = ({ from, to }: Link) => from.members.some((series) => to.members.some((item) => choice.has(series, item)));
  const chosenNode = (node: Node) => choice.any && links.some((link) => (link.from === node || link.to === node) && chosen(link));
  const nodes = [...origins, ...destinations];
  const keyOfNode = (node: Node) => (origins.includes(node) ? keyOf(node.id, '') : keyOf('', node.id));
  const nodeMark = (node: Node): Mark => {
    const origin = origins.includes(node);
    return { key: keyOfNode(node), series: origin ? node.id : '', item: origin ? '' : node.id, row: node.row, column: origin ? 0 : 2,
      name: words.say(origin ? 'from' : 'to', { name: node.name }), of: '', many: node.id === OTHERS,
      value: [words.full(node.total), words.say('share', { share: words.share(node.total, whole) })].join(' · ') };
  };
  const size = SIZE * scale;
  return {
    marks: [...origins.map(nodeMark), ...links.map(({ key, from, to, amount }, row): Mark => ({ key, series: from.id, item: to.id, row, column: 1,
      name: `${from.name} → ${to.name}`, of: '', value: words.full(amount), many: from.id === OTHERS || to.id === OTHERS })), ...destinations.map(nodeMark)],
    boxes: new Map([...nodes.map((node): [string, Box] => [keyOfNode(node), node.box]), ...links.map((link): [string, Box] => [link.key, middle(link)])]),
    walk: 'lanes', needs: (Math.max(origins.length, destinations.length) * 14 + 190) * scale, legend: [],
    option: { ...common(sheet), series: [
      { id: 'links', type: 'custom', coordinateSystem: 'none', progressive: 0, data: links.map(({ key, amount }) => ({ key, id: key, name: key, value: amount })),
        renderItem: ({ dataIndex }: any) => {
          const link = links[dataIndex];
          const lit = chosen(link);
          return { type: 'polygon', shape: { points: band(link) }, transition: ['shape', 'style'],
            style: { fill: colour, opacity: !choice.any ? (look.dark ? 0.4 : 0.3) : lit ? 0.75 : 0.08, stroke: lit ? look.ring : undefined, lineWidth: lit ? 1 : 0 },
            emphasis: { style: { opacity: 0.85, stroke: look.ring, lineWidth: 1.5 } } };
        } },
      { id: 'nodes', type: 'custom', coordinateSystem: 'none', progressive: 0, data: nodes.map((node) => ({ key: keyOfNode(node), id: keyOfNode(node), name: node.name, value: node.total })),
        renderItem: ({ dataIndex }: any) => {
          const node = nodes[dataIndex];
          const left = origins.includes(node);
          const lit = chosenNode(node);
          const amount = amountOf(sheet, node);
          const room = roomFor(sheet, left ? origins : destinations);
          return { type: 'group', children: [
            { type: 'rect', shape: node.box, transition: ['shape', 'style'], style: { fill: choice.any && !lit ? paler(colour, look.ground) : colour, stroke: lit ? look.ring : undefined, lineWidth: lit ? 2 * scale : 0 } },
            { type: 'text', x: left ? node.box.x - APART * scale : node.box.x + node.box.width + APART * scale, y: node.box.y + node.box.height / 2, transition: ['x', 'y'], silent: true,
              style: { text: cut(node.name, room - APART * scale - widthOf(amount, size), size) + amount, align: left ? 'right' : 'left', verticalAlign: 'middle', fontSize: size, fontFamily: sheet.font,
                fill: look.text } },
          ] };
        } },
    ] },
  };
}

/** Names stand outside of their nodes, where no flow runs through them; the longest one says how much room they take. */
function roomFor(sheet: Sheet, nodes: Node[]): number {
  const size = SIZE * sheet.scale;
  const longest = Math.max(0, ...nodes.map((node) => widthOf(node.name + amountOf(sheet, node), size)));
  return Math.min(longest + (APART + 3) * sheet.scale, sheet.width * 0.3);
}

function amountOf(sheet: Sheet, node: Node): string {
  return sheet.width > 420 * sheet.scale ? `  ${sheet.words.brief(node.total)}` : '';
}

/** Two columns of nodes at one scale, the most first; what flows between them leaves and arrives in the order of the other side. */
function layOut(sheet: Sheet): { origins: Node[]; destinations: Node[]; links: Link[] } {
  const { scale } = sheet;
  const rows = shown(sheet).map(({ series }) => series);
  const most = sheet.large ? MOST / 2 : MOST;
  const origins = largest(rows.map((series) => ({ id: series.id, name: series.name, total: sum(series.items) })), most, sheet);
  const destinations = largest(totals(rows), most, sheet);
  // The first and the last name reach out of their nodes.
  const edge = 8 * scale;
  const height = Math.max(sheet.height - sheet.top - 2 * edge, 120);
  // Room for a name even between nodes of next to nothing.
  const gap = 13 * scale;
  const per = Math.min(...[origins, destinations].map((nodes) => Math.max(height - (gap + 1) * nodes.length, 40) / (nodes.reduce((total, node) => total + node.total, 0) || 1)));
  [origins, destinations].forEach((nodes, right) => {
    const used = nodes.reduce((total, node) => total + Math.max(node.total * per, 1), gap * (nodes.length - 1));
    let y = sheet.top + edge + Math.max(height - used, 0) / 2;
    for (const node of nodes) {
      node.box = { x: right ? sheet.width - roomFor(sheet, nodes) - 11 * scale : roomFor(sheet, nodes), y, width: 11 * scale, height: Math.max(node.total * per, 1) };
      y += node.box.height + gap;
    }
  });
  const known = new Map<string, Link>();
  const originOf = new Map(origins.flatMap((node) => node.members.map((id) => [id, node])));
  const destinationOf = new Map(destinations.flatMap((node) => node.members.map((id) => [id, node])));
  for (const series of rows) {
    for (const item of series.items) {
      if (!item.amount) continue;
      const [from, to] = [originOf.get(series.id)!, destinationOf.get(item.id)!];
      const key = keyOf(from.id, to.id);
      const link = known.get(key) ?? { key, from, to, amount: 0, y1: 0, y2: 0, high: 0 };
      link.amount += item.amount;
      known.set(key, link);
    }
  }
  const links = [...known.values()];
  const filled = new Map<Node, number>();
  const place = (node: Node, high: number) => {
    const y = filled.get(node) ?? node.box.y;
    filled.set(node, y + high);
    return y;
  };
  links.forEach((link) => { link.high = link.amount * per; });
  [...links].sort((one, other) => one.to.row - other.to.row).forEach((link) => { link.y1 = place(link.from, link.high); });
  [...links].sort((one, other) => one.from.row - other.from.row).forEach((link) => { link.y2 = place(link.to, link.high); });
  return { origins, destinations, links: links.sort((one, other) => other.amount - one.amount) };
}

function totals(rows: Series[]): { id: string; name: string; total: number }[] {
  return (rows[0]?.items ?? []).map((item, at) => ({ id: item.id, name: item.name, total: rows.reduce((total, series) => total + (series.items[at]?.amount ?? 0), 0) }));
}

/** The outline of a flow: always as many points, so that it can move. */
function band({ from, to, y1, y2, high }: Link): number[][] {
  const [x1, x2] = [from.box.x + from.box.width, to.box.x];
  const steps = Array.from({ length: 21 }, (_one, at) => at / 20);
  const upper = steps.map((at) => [x1 + (x2 - x1) * at, y1 + (y2 - y1) * at * at * (3 - 2 * at)]);
  return [...upper, ...upper.map(([x, y]) => [x, y + Math.max(high, 0.75)]).reverse()];
}

/** Where the keyboard's frame goes: around all of it, it would say nothing. */
function middle({ from, to, y1, y2, high }: Link): Box {
  return { x: (from.box.x + from.box.width + to.box.x) / 2 - 10, y: (y1 + y2) / 2, width: 20, height: Math.max(high, 1) };
}

/** Those with the most, and one for all the others, which comes last. */
function largest(all: { id: string; name: string; total: number }[], most: number, sheet: Sheet): Node[] {
  const box = { x: 0, y: 0, width: 0, height: 0 };
  const some = all.filter((one) => one.total > 0).sort((one, other) => other.total - one.total).map((one, row): Node => ({ ...one, members: [one.id], row, box }));
  if (some.length <= most) return some;
  const rest = some.slice(most - 1);
  return [...some.slice(0, most - 1), { id: OTHERS, name: sheet.words.say('others', { count: rest.length }), row: most - 1, box,
    total: rest.reduce((total, one) => total + one.total, 0), members: rest.map((one) => one.id) }];
}
