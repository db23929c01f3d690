import { type ChainHead, FIRST_SEAL, type SealedFields, sealEntry } from './seal-chain';

export type SealedEntry = ChainHead & { id: string; fields: SealedFields };

/**
 * MISSING: no entry is at the position. CHANGED: entry or seal is not what was sealed. INSERTED: no position of the chain.
 * OTHER_HEAD: not the seal written down.
 */
export type ChainBreak = {
  kind: 'MISSING' | 'CHANGED' | 'INSERTED' | 'OTHER_HEAD';
  position: number;
  id: string | null;
};

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** Follows the chain of seals, a batch after the other, in the order of positions. */
export class ChainCheck {
  readonly breaks: ChainBreak[] = [];
  count = 0;
  private head: ChainHead = { position: 0, seal: FIRST_SEAL };

  /** @param expected a head that was written down earlier */
  constructor(private readonly expected: ChainHead | null = null) {}

  /** The end of the chain; null before the first entry. */
  get last(): ChainHead | null {
    return this.count === 0 ? null : this.head;
  }

  take(entries: readonly SealedEntry[]): void {
    for (const { position, seal, id, fields } of entries) {
      const next = this.head.position + 1;
      // Nothing is sealed there: somebody put it before the chain, where it would be read and never checked.
      if (position < next) {
        this.breaks.push({ kind: 'INSERTED', position, id });
        continue;
      }
      // What comes after a gap is sealed with a seal that is gone: only whether it goes on from there can be told.
      if (position !== next) this.breaks.push({ kind: 'MISSING', position: next, id: null });
      else if (!isEqual(seal, sealEntry(this.head.seal, fields)))
        this.breaks.push({ kind: 'CHANGED', position, id });
      if (position === this.expected?.position && !isEqual(seal, this.expected.seal))
        this.breaks.push({ kind: 'OTHER_HEAD', position, id });
      this.head = { position, seal };
      this.count += 1;
    }
  }

  /** No entry is left: what was written down must have come by. */
  end(): void {
    if (this.expected && this.expected.position > this.head.position)
      this.breaks.push({ kind: 'MISSING', position: this.head.position + 1, id: null });
  }
}
