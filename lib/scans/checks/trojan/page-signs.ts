import { frameSigns } from './frame-signs';
import { hostSigns } from './host-signs';
import { linkSigns, strangeLinks, titleSigns, writtenTitleSigns } from './link-signs';
import { lureSigns } from './lure-signs';
import { minerSigns } from './miner-signs';
import type { PageContents } from './page-contents';
import { conditionSigns, fetchedCodeSigns, hiddenCodeSigns } from './script-signs';
import { shellSigns } from './shell-signs';
import { distinctSigns, type Sign } from './sign';
import { skimmerSigns, stolenSigns, writtenFormSigns } from './skimmer-signs';

const JUDGES: readonly ((page: PageContents) => Sign[])[] = [
  frameSigns,
  hiddenCodeSigns,
  linkSigns,
  strangeLinks,
  titleSigns,
  writtenTitleSigns,
  minerSigns,
  skimmerSigns,
  stolenSigns,
  writtenFormSigns,
  fetchedCodeSigns,
  lureSigns,
  hostSigns,
  conditionSigns,
  shellSigns,
];

/** Where code hides what it does: what that comes to is nowhere in the page. */
const HIDDEN_CODE =
  /eval\s{0,3}\(|unescape\s{0,3}\(|fromCharCode|atob|\(!?!?\[\]\+|(?:\\x[\da-f]{2}){4}|\.reverse\(\)|new Function|_0x[\da-f]{4}/i;

const hidingPlaces = ({ source }: PageContents): string[] => [
  ...(HIDDEN_CODE.exec(source) ?? []),
  source.trimStart().slice(0, 40),
];

/** Everything in a page or script that does not belong there. */
export function pageSigns(page: PageContents): Sign[] {
  const signs = JUDGES.flatMap((judge) => judge(page));
  return distinctSigns(signs).map((sign) => ({ ...sign, proofs: [...sign.proofs, ...hidingPlaces(page)] }));
}
