import type { ResponsePage } from './read-page';

/** The login of a network (RFC 6585 §6). */
const NETWORK_LOGIN =
  /network authentication required|(?:authenticate|log ?in|sign ?in|connect) (?:with|to) (?:the |this |our )?(?:local )?(?:network|wi-?fi|hotspot|internet)|captive portal|认证上网|上网认证|登录(?:校园网|无线网络)/;
/** What is said to a person who browses, of the rules of the network that the person is in. */
const NETWORK_RULE =
  /\b(?:company|corporate|organi[sz]ation(?:'s|al)?|internet|acceptable|browsing)[ -](?:(?:internet|web|use|usage|access|security|browsing)[ -]){0,2}polic(?:y|ies)\b|\byour (?:organi[sz]ation|company|employer|school|institution) (?:has|does not|doesn't|blocks|restricts|policy)|(?:blocked|denied|restricted) by (?:your|the) (?:organi[sz]ation|company|employer|school|network)|internet access (?:denied|blocked|restricted)|(?:url|web|website|site|content) ?categor(?:y|ies|i[sz]ation)|\bcategory(?: is blocked)?: |content_filter|web ?filter|web gateway|requested host .{1,300} could not be resolved|contact your (?:network|it|help ?desk)[ -](?:support|administrator|admin|team|department)|fortiguard|上网行为|上网策略|联系(?:您的|贵单位|本单位)?(?:网络|信息)(?:管理员|中心)|(?:单位|公司|网络管理员|网管).{0,12}(?:禁止|限制|拦截)/;
/** A page of a product or a website may be about all of this; one that is in its place is short. */
const MOST_WORDS = 3_000;

/** Whether a response comes from the network that the call went out through, and not from the seller's side. */
export function isOfNetwork({ status, title, text, json }: ResponsePage): boolean {
  if (status === 511) return true;
  const words = `${title}\n${text}`.toLowerCase();
  if (json !== null || words.length > MOST_WORDS) return false;
  return NETWORK_LOGIN.test(words) || NETWORK_RULE.test(words);
}
