import type { Exchange } from '@/lib/http/exchange';
import { withLeaves, type XmlLeaf, xmlLeaves } from '../../engine/requests/xml-leaves';
import { shownText } from '../files/shown-text';
import type { OutsideListener } from '../outside-listener';
import {
  declaredWide,
  documentWith,
  type EntityRequest,
  type EntityTarget,
  type EntityTry,
  externalEntity,
  FILESYSTEMS,
  joinedEntities,
  KERNEL_FOLDER,
  TRIES,
} from './entity-documents';
import { proveOutside } from './prove-outside';
import type { XmlCarrier } from './xml-carrier';

/** FILE: its text came back; ERROR: only an error tells a file that is there from one that is not; OUTSIDE: our listener was asked. */
export type EntityProof = {
  kind: 'FILE' | 'ERROR' | 'OUTSIDE';
  leaf: string;
  address: string;
  proof: string;
  exchange: Exchange;
  isConfirmed: boolean;
};
type Shown = { exchange: Exchange; text: string };

const MAX_SINGLE = 5;

const isRefused = ({ exchange }: Shown): boolean => exchange.response.status >= 400;
const missing = ({ address, content }: EntityTarget, mark: string): EntityTarget => ({
  address: address + mark,
  content,
});
/** The same file by a detour that leads nowhere. */
const around = ({ address, content }: EntityTarget): EntityTarget => ({
  address: address.replace(/\/(?=[^/]*$)/, '/./'),
  content,
});

/** One document and what its place does with it. */
class Reader {
  private constructor(
    private readonly carrier: XmlCarrier,
    readonly leaves: readonly XmlLeaf[],
    /** What a plain text came to: the leaves that took it, those of them whose text comes back, and the answer. */
    private readonly first: { taken: readonly XmlLeaf[]; shown: readonly XmlLeaf[]; plain: Shown },
  ) {}

  get shown(): readonly XmlLeaf[] {
    return this.first.shown;
  }

  get plain(): Shown {
    return this.first.plain;
  }

  /** Looks for the leaves that the answer shows: all at once, then one by one where a place takes no such texts. */
  static async learn(carrier: XmlCarrier): Promise<Reader | null> {
    const { document } = carrier;
    const leaves = xmlLeaves(document);
    const singles = carrier.isOffered ? [] : leaves.slice(0, MAX_SINGLE).map((leaf) => [leaf]);
    let taken: Reader | null = null;
    for (const group of [leaves, ...(leaves.length > 1 ? singles : [])]) {
      const marks = new Map(group.map((leaf) => [leaf, carrier.mark()] as const));
      const plain = await sent(carrier, withLeaves(document, marks));
      if (!plain) continue;
      const shown = group.filter((leaf) => plain.text.includes(marks.get(leaf) ?? ''));
      const reader = new Reader(carrier, leaves, { taken: group, shown, plain });
      if (shown.length > 0) return reader;
      if (!taken || isRefused(taken.plain)) taken = reader;
    }
    return taken;
  }

  ask(request: EntityRequest, isWide = false): Promise<Shown | null> {
    const leaves = this.shown.length > 0 ? this.shown : this.first.taken.slice(0, 1);
    const text = documentWith(this.carrier.document, leaves, request);
    return sent(this.carrier, isWide ? declaredWide(text) : text, isWide);
  }

  async read({ attack, isWide }: EntityTry, { address, content }: EntityTarget) {
    const shown = await this.ask(attack(address), isWide);
    const proof = (shown && content.exec(shown.text)?.[0]) ?? null;
    return shown && proof !== null ? { shown, proof } : null;
  }

  /** Whether the place reads XML at all, which a document that never ends tells. */
  async isParser(): Promise<boolean> {
    const broken = await sent(this.carrier, this.carrier.document.replace(/<\/[^<]*$/, ''));
    return broken !== null && broken.exchange.response.status !== this.plain.exchange.response.status;
  }

  mark(): string {
    return this.carrier.mark();
  }

  get leafName(): string {
    return (this.shown[0] ?? this.first.taken[0])?.name ?? '';
  }
}

async function sent(carrier: XmlCarrier, document: string, isWide = false): Promise<Shown | null> {
  const exchange = await carrier.send(document, isWide);
  return exchange && { exchange, text: shownText(exchange) };
}

/** The text of a file; not for another name, and once more for another file or by another way. */
async function proveFile(reader: Reader): Promise<EntityProof | null> {
  for (const one of TRIES) {
    const { target } = one;
    if (target.content.test(reader.plain.text)) continue;
    const found = await reader.read(one, target);
    if (!found || (await reader.read(one, missing(target, reader.mark())))) continue;
    const isSecond = (await reader.read(one, FILESYSTEMS)) ?? (await reader.read(one, around(target)));
    const { shown, proof } = found;
    const facts = { leaf: reader.leafName, address: target.address, exchange: shown.exchange, proof };
    return { kind: 'FILE', ...facts, isConfirmed: isSecond !== null };
  }
  return null;
}

/** A file that is there makes no error, one that is not makes one that names it: the parser looked for both. */
async function proveError(reader: Reader, { attack, target }: EntityTry): Promise<EntityProof | null> {
  const mark = reader.mark();
  const { address } = missing(target, mark);
  const lost = await reader.ask(attack(address));
  if (!lost || !isRefused(lost) || !lost.text.includes(mark)) return null;
  const isTaken = async (request: EntityRequest) => {
    const shown = await reader.ask(request);
    return shown !== null && !isRefused(shown);
  };
  const open = (await isTaken(attack(target.address))) ? target : KERNEL_FOLDER;
  if (open !== target && !(await isTaken(attack(open.address)))) return null;
  if (!(await isTaken(joinedEntities(reader.mark())))) return null;
  const again = await reader.ask(externalEntity(missing(FILESYSTEMS, mark).address));
  const isConfirmed =
    again !== null && isRefused(again) && (await isTaken(externalEntity(around(open).address)));
  const facts = { leaf: reader.leafName, address, exchange: lost.exchange, proof: mark, isConfirmed };
  return { kind: 'ERROR', ...facts };
}

/** Our own listener is asked where nothing of a file, and no error, comes back. */
async function proveByListener(
  reader: Reader,
  outside: OutsideListener | undefined,
): Promise<EntityProof | null> {
  const found = outside && (await proveOutside((request) => reader.ask(request), outside));
  return found ? { kind: 'OUTSIDE', leaf: reader.leafName, proof: found.address, ...found } : null;
}

/**
 * What a parser behind this carrier does with entities; null for nothing, or where nothing reads XML. Entities of the
 * document itself are no finding: every parser of XML replaces them.
 */
export async function proveEntities(carrier: XmlCarrier): Promise<EntityProof | null> {
  const reader = await Reader.learn(carrier);
  const [first] = TRIES;
  if (!reader || !first) return null;
  const { outside, isOffered } = carrier;
  if (reader.shown.length > 0) return (await proveFile(reader)) ?? proveByListener(reader, outside);
  if (isRefused(reader.plain) || (isOffered && !(await reader.isParser()))) return null;
  const read =
    reader.leaves.length === 0 ? null : ((await proveFile(reader)) ?? (await proveError(reader, first)));
  return read ?? proveByListener(reader, outside);
}
