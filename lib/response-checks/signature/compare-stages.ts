import { MASK, maskSecrets } from '@/lib/http/mask-secrets';
import { maskText } from '@/lib/messages/rules/mask-text';
import { maskedValue } from '@/lib/messages/rules/sensitive-names';
import { toText } from '@/lib/signing/encoding';
import type { StagesShown } from '@/lib/signing/hypotheses/explain';
import type { Bytes } from '@/lib/signing/primitives';
import type { Profile } from '@/lib/signing/wire-message';
import { hideKeys, type KeyWords } from '../reproduce/hide-keys';
import { revealInvisibles } from '../reveal-invisibles';
import type { ComparedCalculations } from './signature-stages';
import { STAGES, type Stage, type StageTexts, stageTexts } from './stage-texts';

/** Take the place of a key; a page puts words of the reader's language in their place. */
export const KEY_PLACES: KeyWords = {
  accessKey: '{accessKey}',
  otherCase: '{ACCESSKEY}',
  otherKey: '{otherKey}',
};

/** A calculation beside a mistaken one as a page may show it: no key is in it. */
export type SignatureStages = {
  profile: Profile;
  ours: StageTexts;
  theirs: StageTexts;
  /** Of theirs, only the last stage is known. */
  isUnexplained: boolean;
  /** Stages that are not the same, whatever their texts show of it. */
  differing: readonly Stage[];
};

/** How much of an exchange its reader may see. `secrets`: values that are hidden wherever they are. */
export type StageReader = { isRevealed: true } | { isRevealed: false; secrets: readonly string[] };

/**
 * What a reader may see of two calculations. Keys are hidden from everybody. Unless the exchange was revealed, texts are
 * masked as the message log masks them, and of the signature of a request only the beginning stays, because it opens a
 * door. The value of a response opens none. Hashes of the body stay whole, since they are what is compared, but for one:
 * where something in the body is hidden, theirs may be made without a key, and then tells whether a guess is right.
 */
export function compareStages(
  { profile, url, ours, theirs, seen, accessKey }: ComparedCalculations,
  keys: readonly string[],
  reader: StageReader,
): SignatureStages {
  const hide = (text: string): string =>
    keys
      .filter((key) => key !== accessKey)
      .reduce(
        (rest, key) => hideKeys(rest, key, '', { ...KEY_PLACES, ...OF_OTHER_KEY }),
        hideKeys(text, accessKey, '', KEY_PLACES),
      );
  const isSameHash = (hash: string) => hash.toLowerCase() === ours.bodyHash?.toLowerCase();
  const showHash = ({ payload }: StagesShown, hash: string, secrets: readonly string[]): string => {
    const text = toText(payload);
    const isOpen = text !== null && masked(text, secrets) === text;
    return isOpen || isSameHash(hash) ? hash : maskedValue(hash, 'shortened');
  };
  const toTexts = (stages: StagesShown): StageTexts =>
    stageTexts({ profile, url }, stages, (held, stage) => {
      if (reader.isRevealed) return hide(revealInvisibles(held));
      const text = typeof held === 'string' ? held : toText(held);
      if (text === null) return MASK;
      if (stage === 'hash') return showHash(stages, text, reader.secrets);
      if (stage === 'digest') return profile === 'v1-body-sign' ? text : maskedValue(text, 'shortened');
      const { bodyHash } = stages;
      const isHashed = stage === 'canonical' && bodyHash !== null;
      const open = isHashed ? text.replaceAll(bodyHash, showHash(stages, bodyHash, reader.secrets)) : text;
      // Keys first: masked text has other words around them.
      return hide(revealInvisibles(masked(hide(open), reader.secrets)));
    });
  const right = toTexts(ours);
  const known = theirs ? toTexts(theirs) : NOTHING_KNOWN;
  const isSealed = !reader.isRevealed && profile !== 'v1-body-sign';
  return {
    profile,
    ours: right,
    theirs: { ...known, digest: isSealed ? maskedValue(seen, 'shortened') : hide(seen) },
    isUnexplained: theirs === null,
    differing: STAGES.filter((stage) => !isSame(stage, ours, theirs, seen)),
  };
}

/** A text as the message log masks it. */
const masked = (text: string, secrets: readonly string[]): string => maskSecrets(maskText(text), secrets);

const OF_OTHER_KEY = { accessKey: KEY_PLACES.otherKey, otherCase: KEY_PLACES.otherKey };
const NOTHING_KNOWN: StageTexts = { raw: null, hash: null, canonical: null, digest: null };

function isSame(stage: Stage, ours: StagesShown, theirs: StagesShown | null, seen: string): boolean {
  if (stage === 'digest') return ours.signature === seen;
  if (!theirs) return true;
  if (stage === 'hash') return ours.bodyHash === theirs.bodyHash;
  const chooseBytes = (stages: StagesShown): Bytes => (stage === 'raw' ? stages.payload : stages.canonical);
  return revealInvisibles(chooseBytes(ours)) === revealInvisibles(chooseBytes(theirs));
}
