import { Drawing, Sheet } from './drawing';
import { gauge, heatMap, ring, tileMap, treemap } from './option-areas';
import { bars, lyingBars } from './option-bars';
import { flows } from './option-flows';
import { lines, multiples, points } from './option-lines';
import { useFont } from './words';

/** What ECharts draws of the data, and what of it can be walked to and chosen. */
export function draw(sheet: Sheet): Drawing {
  useFont(sheet.font);
  switch (sheet.data.kind) {
    case 'HORIZONTAL_BAR': case 'RANKING': return lyingBars(sheet);
    case 'LINE': case 'AREA': return lines(sheet);
    case 'MULTIPLES': return multiples(sheet);
    case 'RING': return ring(sheet);
    case 'TREEMAP': return treemap(sheet);
    case 'SCATTER': return points(sheet);
    case 'GAUGE': return gauge(sheet);
    case 'TILE_MAP': return tileMap(sheet);
    case 'HEAT_MAP': return heatMap(sheet);
    case 'SANKEY': return flows(sheet);
    default: return bars(sheet);
  }
}
