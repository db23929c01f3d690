import { headerValue } from '@/lib/http/exchange';
import type { ResponsePage } from './read-page';
import { isLoginPage } from './recognise-login';
import { oneLine } from './to-single-line';

/** A page in place of JSON: whose it is, what it is for, and how its operator finds the event. */
export type RecognisedPage = {
  /** A name as its maker writes it; without a known mark what the Server header says, or `–`. */
  product: string;
  /** `login`: asks for a password; `block`: a filter refused; `page`: any other. */
  kind: 'login' | 'block' | 'page';
  title: string;
  requestId: string;
};

type Mark = { product: string; head?: RegExp; page?: RegExp; isFilter?: boolean };

/** Marks of filters and gateways; those that are in front of others come first. */
const MARKS: readonly Mark[] = [
  { product: 'Huawei Cloud WAF', head: /^set-cookie: hwwaf|^server: (cloudwaf|hwwaf)/m, isFilter: true },
  { product: 'Huawei Cloud CDN', head: /^(server: cdn|via: .{0,200}hwcdn|x-ccdn-|x-hcs-proxy)/m },
  { product: 'Huawei Cloud APIG', head: /^(server: api-gateway|x-apig-|x-request-id-apig)/m },
  { product: 'Cloudflare', head: /^(server: cloudflare|cf-ray:)/m, isFilter: true },
  { product: 'AWS CloudFront', head: /^(server: cloudfront|x-amz-cf-id:)/m, isFilter: true },
  { product: 'AWS API Gateway', head: /^(apigw-requestid|x-amz-apigw-id|x-amzn-errortype):/m },
  { product: 'AWS ELB', head: /^server: awselb/m },
  { product: 'Akamai', head: /^(server: akamai|x-akamai-)/m, page: /errors\.edgesuite\.net/, isFilter: true },
  { product: 'Imperva', head: /^(x-iinfo:|set-cookie: (visid_incap|incap_ses))/m, isFilter: true },
  { product: 'Sucuri', head: /^(server: sucuri|x-sucuri-)/m, isFilter: true },
  { product: 'Azure Front Door', head: /^x-azure-ref:/m, isFilter: true },
  { product: 'Azure Application Gateway', head: /^server: microsoft-azure-application-gateway/m },
  {
    product: 'Alibaba Cloud WAF',
    head: /^set-cookie: (acw_tc|acw_sc)/m,
    page: /errors\.aliyun\.com/,
    isFilter: true,
  },
  { product: 'Alibaba Cloud CDN', head: /^(eagleid:|x-swift-|ali-swift-)/m },
  { product: 'Tencent Cloud EdgeOne', head: /^(eo-log-uuid:|x-nws-log-uuid:|server: (stgw|nws))/m },
  { product: 'SafeLine', page: /safeline|雷池|长亭/, isFilter: true },
  { product: '宝塔', page: /宝塔|btwaf/, isFilter: true },
  {
    product: 'F5 BIG-IP',
    head: /^server: big-?ip/m,
    page: /the requested url was rejected|support id is/,
    isFilter: true,
  },
  {
    product: 'ModSecurity',
    head: /^server: .*mod_security/m,
    page: /mod_security|modsecurity/,
    isFilter: true,
  },
  { product: 'FortiGate', page: /fortigate|fortiguard/, isFilter: true },
  {
    product: 'FortiWeb',
    head: /^set-cookie: fortiwafsid/m,
    page: /fortiweb/,
    isFilter: true,
  },
  {
    product: 'HAProxy',
    head: /^server: haproxy/m,
    page: /no server is available to handle this request|request forbidden by administrative rules|the server didn't respond in time|the server returned an invalid or incomplete response|your browser didn't send a complete request in time/,
  },
  { product: 'Squid', head: /^(x-squid-error:|server: squid)/m },
  { product: 'WebLogic', page: /<title>error \d{3}--|weblogic bridge message/ },
  { product: 'ngrok', head: /^ngrok-error-code:/m },
  { product: 'Kong', head: /^(via: .*kong|server: kong|x-kong-)/m },
  { product: 'Apache APISIX', head: /^server: apisix/m },
  { product: 'Envoy', head: /^(server: (envoy|istio-envoy)|x-envoy-)/m },
  { product: 'Traefik', head: /^server: traefik/m },
  { product: 'Varnish', head: /^(x-varnish:|via: .*varnish)/m },
  { product: 'OpenResty', head: /^server: openresty/m, page: /<hr><center>openresty/ },
  { product: 'Tengine', head: /^server: tengine/m, page: /<hr><center>tengine/ },
  { product: 'nginx', head: /^server: nginx/m, page: /<hr><center>nginx/ },
  { product: 'Microsoft IIS', head: /^server: microsoft-iis/m },
  { product: 'Apache httpd', head: /^server: apache/m },
];

const REQUEST_IDS = [
  'cf-ray',
  'x-amz-cf-id',
  'x-amzn-requestid',
  'x-azure-ref',
  'x-iinfo',
  'eo-log-uuid',
  'x-nws-log-uuid',
  'eagleid',
  'x-request-id',
  'x-requestid',
  'request-id',
  'x-trace-id',
];
const BLOCKING =
  /access denied|forbidden|firewall|blocked|captcha|verify you are human|security check|attention required|拦截|禁止访问|安全验证|人机验证/;
/** In a page that is in the place of another one, and short for that. */
const BLOCKING_TEXT =
  /已被.{0,20}(拦截|阻断)|请求.{0,20}(攻击|威胁)|安全验证|your request (has been|was) (blocked|rejected)|request blocked/;
export const FILTER_STATUS = [401, 403, 405, 406, 418, 429];
/** What a web page says of itself, and who made it. */
export function recognisePage(page: ResponsePage): RecognisedPage {
  const { status, headers, title } = page;
  const isBlocking = isTellingBlock(page) || (page.isHtml && FILTER_STATUS.includes(status));
  return {
    product: findMark(page)?.product ?? (oneLine(headerValue(headers, 'server') ?? '') || '–'),
    kind: isLoginPage(page) ? 'login' : isBlocking ? 'block' : 'page',
    title: oneLine(title) || '–',
    requestId: readRequestId(page),
  };
}

const findMark = ({ head, markup }: ResponsePage): Mark | undefined =>
  MARKS.find((one) => one.head?.test(head) || one.page?.test(markup));

/** Whether the page itself says that a filter refused: a header alone says only whom the response went through. */
export function isTellingBlock(page: ResponsePage): boolean {
  if (!page.isHtml) return false;
  if (BLOCKING.test(page.title.toLowerCase()) || isChallenge(page)) return true;
  if (page.text.length < 1_000 && BLOCKING_TEXT.test(page.text.toLowerCase())) return true;
  if (MARKS.some(({ isFilter, page: words }) => isFilter && words?.test(page.markup))) return true;
  return findMark(page)?.isFilter === true && BLOCKING.test(page.markup);
}

/** A page without a word, whose script sets a cookie and loads it again: only a browser passes. */
const isChallenge = ({ markup, text, title }: ResponsePage): boolean =>
  text.trim() === '' && title === '' && /document\.cookie/.test(markup) && /\blocation\b/.test(markup);

function readRequestId({ headers, text }: ResponsePage): string {
  const named = REQUEST_IDS.map((name) => headerValue(headers, name)).find((value) => value);
  const written =
    /(?:ray id|request[ -]?id|reference|incident id|support id is|event id)[^\w]{0,20}([\w.:-]{6,80})/i.exec(
      text,
    )?.[1];
  return oneLine(named ?? written ?? '') || '–';
}
