import { Box, Mark, Walk } from './drawing';

const centre = (box: Box) => [box.x + box.width / 2, box.y + box.height / 2];

/** The mark that a key leads to from the current one; the current one where it leads nowhere, nothing where it is no such key. */
export function step(marks: Mark[], current: Mark, event: KeyboardEvent, walk: Walk, boxOf: (mark: Mark) => Box | undefined): Mark | undefined {
  const at = marks.indexOf(current);
  switch (event.key) {
    case 'PageDown': return marks[at + 1] ?? current;
    case 'PageUp': return marks[at - 1] ?? current;
    case 'Home': return event.ctrlKey ? marks[0] : group(marks, current, walk)[0];
    case 'End': return event.ctrlKey ? marks.at(-1) : group(marks, current, walk).at(-1);
    case 'ArrowLeft': case 'ArrowRight': case 'ArrowUp': case 'ArrowDown': break;
    default: return undefined;
  }
  const across = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  const down = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  switch (walk) {
    case 'across': return inGrid(marks, current, across, down);
    case 'down': return inGrid(marks, current, down, across);
    case 'order': return marks[at + across + down] ?? current;
    case 'lanes': return inLanes(marks, current, across, down);
    default: return inSpace(marks, current, across, down, boxOf);
  }
}

/** The marks among which one is the third of twenty. */
export function group(marks: Mark[], current: Mark, walk: Walk): Mark[] {
  if (walk === 'across' || walk === 'down') return marks.filter((mark) => mark.row === current.row);
  if (walk === 'lanes') return marks.filter((mark) => mark.column === current.column);
  return marks;
}

function inGrid(marks: Mark[], current: Mark, along: number, over: number): Mark {
  if (along) {
    const row = marks.filter((mark) => mark.row === current.row);
    return row[row.indexOf(current) + along] ?? current;
  }
  // Rows may have gaps, and so may columns.
  const rows = marks.filter((mark) => (mark.row - current.row) * over > 0);
  const next = rows.reduce<number | undefined>((nearest, mark) => (nearest === undefined || Math.abs(mark.row - current.row) < Math.abs(nearest - current.row) ? mark.row : nearest), undefined);
  return nearestOf(rows.filter((mark) => mark.row === next), (mark) => Math.abs(mark.column - current.column)) ?? current;
}

/** Up and down in a lane; from a node to the largest of its flows, and from a flow to its end. */
function inLanes(marks: Mark[], current: Mark, across: number, down: number): Mark {
  const lane = marks.filter((mark) => mark.column === current.column);
  if (down) return lane[lane.indexOf(current) + down] ?? current;
  return marks.find((mark) => mark.column === current.column + across
    && (!mark.series || !current.series || mark.series === current.series) && (!mark.item || !current.item || mark.item === current.item)) ?? current;
}

function inSpace(marks: Mark[], current: Mark, across: number, down: number, boxOf: (mark: Mark) => Box | undefined): Mark {
  const from = boxOf(current);
  if (!from) return current;
  const [x, y] = centre(from);
  const far = (mark: Mark) => {
    const box = boxOf(mark);
    if (!box || mark === current) return Infinity;
    const [ahead, aside] = across ? [(centre(box)[0] - x) * across, Math.abs(centre(box)[1] - y)] : [(centre(box)[1] - y) * down, Math.abs(centre(box)[0] - x)];
    return ahead > 1 ? ahead + aside * 2 : Infinity;
  };
  const next = nearestOf(marks, far);
  return next && far(next) < Infinity ? next : current;
}

function nearestOf(marks: Mark[], far: (mark: Mark) => number): Mark | undefined {
  let nearest: Mark | undefined;
  let least = Infinity;
  for (const mark of marks) {
    const distance = far(mark);
    if (distance < least) [nearest, least] = [mark, distance];
  }
  return nearest;
}
