/** One kind's waiting items, those of the smallest depth first, each depth in the order of arrival. */
type Queue<T> = { name: string; depths: { items: Entry<T>[]; head: number }[]; size: number; turn: number };
type Entry<T> = { item: T; arrival: number };
type Turn = { kind: string; rank: number; arrival: number; turn: number };

/**
 * Items in the order of a rank that is their kind's count and their depth, then of arrival. Only one item a kind is in
 * the heap, and a kind whose count changed gets a new place in it, so that 50,000 waiting items cost next to nothing.
 */
export class WaitingPages<T> {
  private readonly queues = new Map<string, Queue<T>>();
  private readonly heap: Turn[] = [];
  private arrivals = 0;

  /** @param countVisits how often a kind was visited; `onCount` must be called when it changed */
  constructor(private readonly countVisits: (kind: string) => number) {}

  add(item: T, kind: string, depth: number): void {
    const queue = this.queues.get(kind) ?? { name: kind, depths: [], size: 0, turn: 0 };
    this.queues.set(kind, queue);
    queue.depths[depth] ??= { items: [], head: 0 };
    const { items } = queue.depths[depth];
    items.push({ item, arrival: this.arrivals });
    this.arrivals += 1;
    queue.size += 1;
    const isFirst = queue.depths.findIndex((level) => level && level.head < level.items.length) === depth;
    if (isFirst && items.length - queue.depths[depth].head === 1) this.place(queue);
  }

  take(): T | null {
    for (let turn = this.pop(); turn; turn = this.pop()) {
      const queue = this.queues.get(turn.kind);
      // A place that was given before the kind changed.
      if (!queue || queue.turn !== turn.turn) continue;
      const level = queue.depths.find((found) => found && found.head < found.items.length);
      const entry = level?.items[level.head];
      if (!level || !entry) continue;
      level.head += 1;
      if (level.head === level.items.length) Object.assign(level, { items: [], head: 0 });
      queue.size -= 1;
      this.place(queue);
      return entry.item;
    }
    return null;
  }

  /** The kind was visited once more. */
  onCount(kind: string): void {
    const queue = this.queues.get(kind);
    if (queue) this.place(queue);
  }

  private place(queue: Queue<T>): void {
    queue.turn += 1;
    const depth = queue.depths.findIndex((level) => level && level.head < level.items.length);
    const level = queue.depths[depth];
    const entry = level?.items[level.head];
    if (!entry) {
      this.queues.delete(queue.name);
      return;
    }
    const rank = this.countVisits(queue.name) * 100 + depth;
    this.push({ kind: queue.name, rank, arrival: entry.arrival, turn: queue.turn });
  }

  private push(turn: Turn): void {
    const { heap } = this;
    let at = heap.push(turn) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && isBefore(turn, heap[parent]); parent = (at - 1) >> 1) {
      heap[at] = heap[parent] as Turn;
      at = parent;
    }
    heap[at] = turn;
  }

  private pop(): Turn | null {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last) return null;
    if (heap.length === 0) return first;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const right = heap[child + 1];
      if (right && isBefore(right, heap[child])) child += 1;
      const smaller = heap[child] as Turn;
      if (!isBefore(smaller, last)) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

const isBefore = (a: Turn, b: Turn | undefined): boolean =>
  b !== undefined && (a.rank < b.rank || (a.rank === b.rank && a.arrival < b.arrival));
