import type { Confidence } from '@/lib/findings/rules/finding';

/** What a sign is about; the names of the texts in `findings-trojan.json`. */
export type SignKind =
  | 'hiddenFrame'
  | 'hiddenCode'
  | 'hiddenLinks'
  | 'addedLinks'
  | 'strangeLinks'
  | 'foreignTitle'
  | 'miner'
  | 'skimmer'
  | 'hostileHost'
  | 'copiedHost'
  | 'outsideDocument'
  | 'visitorRedirect'
  | 'fetchedCode'
  | 'unreadableCode'
  | 'lure'
  | 'dropper'
  | 'defaced'
  | 'webShell';

/** Something in a page that does not belong there. */
export type Sign = {
  kind: SignKind;
  confidence: Confidence;
  /** The foreign host or word: what makes two signs of a kind the same. */
  subject: string;
  /** What more its texts name. */
  detail: string;
  /** Literal texts of the page, the most telling first. */
  proofs: readonly string[];
};

/** One sign of a kind and subject, the surest. */
export function distinctSigns(signs: readonly Sign[]): Sign[] {
  const best = new Map<string, Sign>();
  for (const sign of signs) {
    const key = `${sign.kind} ${sign.subject}`;
    const known = best.get(key);
    if (!known || (known.confidence !== 'CONFIRMED' && sign.confidence === 'CONFIRMED')) best.set(key, sign);
  }
  return [...best.values()];
}
