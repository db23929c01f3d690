import { headerValue } from '@/lib/http/exchange';
import { recogniseFramework } from './frameworks';
import type { ResponsePage } from './read-page';
import { oneLine } from './to-single-line';

/** Who refused, by the header that demands, or `filter` where none does; `scheme`: the protocol word of that header. */
export type LoginDemand = { kind: 'scheme' | 'proxyScheme' | 'filter'; scheme: string };

const LOGIN_WORDS =
  /未登[录陆]|[请需][^\n]{0,6}登[录陆]|登[录陆][^\n]{0,6}(过期|失效|超时)|登录状态|认证失败|未认证|token ?(已)?(失效|过期|无效|为空|不能为空|缺失)|(未能读取到|缺少|没有)(有效 ?)?token|令牌(已)?(失效|过期|无效|不能为空)|not logged in|log ?in (first|again)|please (log|sign) ?in|(need|have|required?) to (be )?(log|sign)(ged|ed)? ?in|login (required|expired)|not_?login|unauthenticated|not authenticated|(full )?authentication (is |credentials )?(required|were not provided)|no (auth(orization|entication)? |access |jwt |bearer )?token\b|(missing|no) (authorization|authentication(?! token)|api.?key|jwt)|jwt (is missing|expired)|token (is )?(invalid|expired|missing|required)|(invalid|expired|missing) token|incorrect (iam|app) authentication information/;
const NO_SIGN = /签名|验签|鉴权|signature|\bsign\b(?! ?(in|up))|hmac|auth_?token|access_?key/;
/** How envelopes say that all is well. */
const CODE_NAME = /^(?:err(?:or)?_?|ret_?|status_?)?(?:code|no)$|^status$|^ret$/i;
const WELL = ['0', '200', 'success', 'ok', 'true'];

/** A login that the server, a proxy or a framework asks for before the interface sees the call; null where none does. */
export function recogniseLogin(page: ResponsePage): LoginDemand | null {
  const { status, headers } = page;
  const ofServer = headerValue(headers, 'www-authenticate');
  const ofProxy = headerValue(headers, 'proxy-authenticate');
  const isOfProxy = ofProxy !== null && (status === 407 || ofServer === null);
  const demand = isOfProxy ? ofProxy : ofServer;
  const isFilter = /"error_code": ?"apig\.03/.test(page.markup) || status === 561 || status === 407;
  const isFramework = status === 401 && recogniseFramework(page) === 'spring';
  const isDemanded = demand !== null && (status === 401 || status === 403 || status === 407);
  if (!isDemanded && !isFilter && !isFramework && !isLoginEnvelope(page)) return null;
  const scheme = oneLine(/^\s{0,10}([\w-]{1,40})/.exec(demand ?? '')?.[1] ?? '') || '–';
  return { kind: demand === null ? 'filter' : isOfProxy ? 'proxyScheme' : 'scheme', scheme };
}

/** Envelopes of frameworks for web applications, whose login filter often answers 200. */
function isLoginEnvelope({ status, json, text }: ResponsePage): boolean {
  if (json === null || (status !== 200 && status !== 401 && status !== 403)) return false;
  const [, own = status] = Object.entries(json).find(([name]) => CODE_NAME.test(name)) ?? [];
  const code = String(own).toLowerCase();
  const words = text.slice(0, 2_000).toLowerCase();
  const isWell = status === 200 && WELL.includes(code);
  return !isWell && LOGIN_WORDS.test(words) && !NO_SIGN.test(words);
}

/** Words of a path, each by itself: `toLogin.do` is about a login and `/blog/in` is not. */
const toPathWords = (path: string): string =>
  path
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase();
const LOGIN_PATH =
  /\b(log[-_ ]?[io]n|sign[-_ ]?in|logon|sso|cas|authn?|oauth2?|openid|saml2?|authorize|passport)\b|[?&]samlrequest=|\bwp-login\b/;

/** Whether an address leads to a login. */
export const isLoginAddress = (address: string): boolean => LOGIN_PATH.test(toPathWords(address));

const PASSWORD = /<input[^>]{1,300}type\s*=\s*["']?password|name\s*=\s*["']?(samlrequest|wresult)\b/;
const LOGIN_TITLE = /\b(log ?in|sign ?in|single sign-on)\b|登录|登陆/;
/** Where a page sends its reader at once. */
const LEADS = [
  /http-equiv\s*=\s*["']?refresh["']?[^>]{1,60}url\s*=\s*['"]?([^"'>\s]{1,300})/i,
  /\blocation(?:\.href|\.replace|\.assign)?\s{0,3}(?:=|\()\s{0,3}["']([^"']{1,300})["']/i,
];

/** Whether a web page asks for a password, or sends its reader to a page that does. */
export function isLoginPage({ markup, title, text }: ResponsePage): boolean {
  if (PASSWORD.test(markup) || LOGIN_TITLE.test(title.toLowerCase())) return true;
  // A page with something to read may lead to a login among others.
  if (text.length > 200) return false;
  return LEADS.some((lead) => isLoginAddress(lead.exec(markup)?.[1] ?? ''));
}
