import type { FaultProtocol } from '@/lib/fakes/faults/fault-entry';

/** What a run has to say of one fault in one protocol. */
export type Named = {
  /**
   * Every diagnosis of the run in its order, the cause first: `BODY_HAS_BOM`, with what tells it from others of its
   * code (`FIELD_ABSENT instanceId`, `SELLER_MISTAKE output-base64`); of a test `wrong-signature FORGERY_ACCEPTED`;
   * with `warning` in front where nothing failed.
   */
  says: readonly string[];
  /** KooGallery's own words; null where KooGallery would notice nothing. */
  koogallery: string | RegExp | null;
  /** One of the places that the run shows: `response-body …`, `response-head …`, `check …`, `accepted …`. */
  shows: RegExp;
  /** Keys of the items that the first diagnosis spoiled, without `adversarial/` in front; absent: not looked at. */
  spoils?: readonly string[];
};

/** `UNASKED`: the fault is there, and nothing that the run asks meets it. */
export type FaultRow = Partial<Record<FaultProtocol, Named | 'UNASKED'>>;

export const UNREACHABLE = 'Debugging failed. The production address is unreachable.';
export const REFUSED = 'Call interface failed. The production interface returns an error result code.';
export const UNPARSABLE =
  'Debugging failed. Parse response body failed. Example response: {"resultCode":"000000","resultMsg":"success."}';

/** The same in all protocols. */
export const everywhere = (named: Named): FaultRow => ({ V2: named, V1: named, kit: named });
export const inBasic = (named: Named): FaultRow => ({ V2: named, V1: named });

/** What only the adversarial suite meets. */
export const asked = (shows: RegExp, ...says: string[]): Named => ({ says, koogallery: null, shows });
