/** Pages that look like others of their kind: they wait until it is known whether they also behave like them. */
export class HeldPages<T extends { base: string }> {
  private readonly byBase = new Map<string, T[]>();
  /** By what pages have in common: what led to them. */
  private readonly leading = new Map<string, Set<string>>();

  hold(item: T): void {
    const items = this.byBase.get(item.base) ?? [];
    this.byBase.set(item.base, items);
    items.push(item);
  }

  /** A page of the base `from` led to one of `base`. */
  onLed(from: string, base: string): void {
    if (from === base) return;
    const known = this.leading.get(base) ?? new Set<string>();
    this.leading.set(base, known.add(from));
  }

  get bases(): ReadonlySet<string> {
    return new Set(this.byBase.keys());
  }

  /** Takes out the pages of a base and of those that lead to it: lists of pages that count for themselves are read to the end. */
  takeLeadingTo(base: string): T[] {
    const sources = new Set([base]);
    for (const one of sources) for (const from of this.leading.get(one) ?? []) sources.add(from);
    const taken = [...sources].flatMap((one) => this.byBase.get(one) ?? []);
    for (const one of sources) this.byBase.delete(one);
    return taken;
  }

  takeAll(): T[] {
    const all = [...this.byBase.values()].flat();
    this.byBase.clear();
    return all;
  }
}
