// What a chart shows, as the server's EncodedChart writes it.

export type Item = { id: string; name: string; amount: number | null; x: number | null; y: number | null; mark: Source | null };
export type Source = 'STATED' | 'RECOMPUTED';
export type Role = 'FIGURES' | 'BEFORE' | 'PROJECTION' | 'PACE' | 'TARGET' | 'LOST';
export type Series = { id: string; name: string; role: Role; items: Item[] };
export type Data = { kind: string; unit: string; target: number | null; across: string | null; series: Series[] };

type Column = { id: string; name: string };
type Row = { id: string; name: string; role: Role; columns?: Column[]; amounts?: (number | null)[];
  x?: (number | null)[]; y?: (number | null)[]; marks?: (Source | null)[] };

export function decode(text: string | undefined): Data | undefined {
  if (!text) return undefined;
  const { kind, unit, target, across, columns, series } = JSON.parse(text) as Omit<Data, 'series'> & { columns: Column[]; series: Row[] };
  return { kind, unit, target: target ?? null, across: across ?? null, series: series.map((row) => ({ id: row.id, name: row.name, role: row.role,
    items: (row.columns ?? columns).map(({ id, name }, at) => ({ id, name, amount: row.amounts?.[at] ?? null,
      x: row.x?.[at] ?? null, y: row.y?.[at] ?? null, mark: row.marks?.[at] ?? null })) })) };
}

/** A number of nothing at all is a number where a line or a gauge shows it, but draws no bar and no slice. */
export function isEmpty(data: Data | undefined): boolean {
  if (!data) return true;
  const zeroCounts = ['LINE', 'AREA', 'MULTIPLES', 'SCATTER', 'GAUGE'].includes(data.kind);
  return !data.series.some((series) => series.items.some((item) => (zeroCounts ? item.amount !== null : item.amount)));
}

export const keyOf = (series: string, item: string) => `${series}\n${item}`;

export const sum = (items: Item[]) => items.reduce((total, item) => total + (item.amount ?? 0), 0);

/** What other charts are narrowed to; a chart which knows none of the ids shows all alike. */
export class Choice {
  private readonly series: Set<string>;
  private readonly items: Set<string>;

  constructor(ids: string, data: Data | undefined) {
    const asked = new Set(ids ? ids.split('\n') : []);
    this.series = new Set(data?.series.map((one) => one.id).filter((id) => asked.has(id)));
    this.items = new Set(data?.series.flatMap((one) => one.items.map((item) => item.id)).filter((id) => asked.has(id)));
  }

  get any() {
    return this.series.size + this.items.size > 0;
  }

  has(series: string, item: string) {
    return this.any && (!this.series.size || this.series.has(series)) && (!this.items.size || this.items.has(item));
  }

  pales(series: string, item: string) {
    return this.any && !this.has(series, item);
  }

  names(data: Data): string[] {
    const names = new Map([...data.series.flatMap((one) => one.items), ...data.series].map((one) => [one.id, one.name]));
    return [...this.series, ...this.items].map((id) => names.get(id)!);
  }
}
