/** Pages of a kind whose first pages were built alike: they wait until it is known whether they also behave alike. */
export class HeldPages<T extends { url: string; kind: string }> {
  private readonly byKind = new Map<string, T[]>();
  /** Kinds whose pages led to pages of a kind. */
  private readonly leading = new Map<string, Set<string>>();

  hold(item: T): void {
    const items = this.byKind.get(item.kind) ?? [];
    this.byKind.set(item.kind, items);
    items.push(item);
  }

  /** A page of the kind `from` led to one of `kind`. */
  onLed(from: string, kind: string): void {
    if (from === kind) return;
    const known = this.leading.get(kind) ?? new Set<string>();
    this.leading.set(kind, known.add(from));
  }

  get kinds(): ReadonlySet<string> {
    return new Set(this.byKind.keys());
  }

  /** The kind and those that lead to it, however far away. */
  private listSources(kind: string): Set<string> {
    const sources = new Set([kind]);
    for (const one of sources) for (const from of this.leading.get(one) ?? []) sources.add(from);
    return sources;
  }

  /** Takes out the pages of a kind and of those that lead to it: lists of pages that count for themselves are read to the end. */
  takeLeadingTo(kind: string): T[] {
    const sources = [...this.listSources(kind)];
    const taken = sources.flatMap((one) => this.byKind.get(one) ?? []);
    for (const one of sources) this.byKind.delete(one);
    return taken;
  }

  takeAll(): T[] {
    const all = [...this.byKind.values()].flat();
    this.byKind.clear();
    return all;
  }
}
