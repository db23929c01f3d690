import { type CapturedResponse, headerValue } from '@/lib/http/exchange';
import { oneLine } from './shown-text';

/** A page that stands where JSON should: whose it is, what it is for, and how its operator finds the event. */
export type RecognisedPage = {
  /** A name as its maker writes it; without a known mark what the Server header says, or `–`. */
  product: string;
  /** `login`: asks for a password; `upstream`: nothing answers behind it; `block`: a filter refused; `page`: any other. */
  kind: 'login' | 'upstream' | 'block' | 'page';
  title: string;
  requestId: string;
};

type Mark = { product: string; head?: RegExp; page?: RegExp; isFilter?: boolean };

/** Marks of filters and gateways; those that stand in front of others come first. */
const MARKS: readonly Mark[] = [
  { product: 'Huawei Cloud WAF', head: /^set-cookie: hwwaf|^server: (cloudwaf|hwwaf)/m, isFilter: true },
  { product: 'Huawei Cloud CDN', head: /^(server: cdn|via: .{0,200}hwcdn|x-ccdn-|x-hcs-proxy)/m },
  { product: 'Huawei Cloud APIG', head: /^(server: api-gateway|x-apig-|x-request-id-apig)/m },
  { product: 'Cloudflare', head: /^(server: cloudflare|cf-ray:)/m, isFilter: true },
  { product: 'AWS CloudFront', head: /^(server: cloudfront|x-amz-cf-id:)/m, isFilter: true },
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
  {
    product: 'FortiWeb',
    head: /^set-cookie: fortiwafsid/m,
    page: /fortigate|fortiguard|fortiweb/,
    isFilter: true,
  },
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
const LOGIN = /<input[^>]{1,300}type\s*=\s*["']?password/;
const LOGIN_TITLE = /\b(log ?in|sign ?in|single sign-on)\b|登录|登陆/;
const FILTER_STATUS = [401, 403, 405, 406, 418, 429];
/** What marks a page stands at its beginning; the rest is not searched. */
const SEARCHED_BYTES = 32 * 1024;

const FIRST_TAG = /^<(!doctype html|html|head|body|title|script|meta|center|h1)\b/i;

/** Whether a body is a web page: by its first tag, for the content type is often wrong. */
export function isWebPage(body: Uint8Array): boolean {
  let text = beginning(body)
    .replace(/^\ufeff/, '')
    .trimStart();
  while (text.startsWith('<!--')) {
    const end = text.indexOf('-->');
    if (end < 0) return false;
    text = text.slice(end + 3).trimStart();
  }
  return FIRST_TAG.test(text);
}

/** What a web page says of itself. @param body after content decoding */
export function recognisePage({ status, headers, decodedBody }: CapturedResponse): RecognisedPage {
  const written = beginning(decodedBody);
  const page = written.toLowerCase();
  const head = headers.map(([name, value]) => `${name}: ${value}`.toLowerCase()).join('\n');
  const mark = MARKS.find((one) => one.head?.test(head) || one.page?.test(page));
  const title = oneLine(/<title[^>]{0,100}>([^<]{0,300})/i.exec(written)?.[1] ?? '');
  const isFilter = mark?.isFilter === true && (status >= 400 || BLOCKING.test(page));
  const isBlocking = isFilter || FILTER_STATUS.includes(status) || BLOCKING.test(title.toLowerCase());
  const isLogin = LOGIN.test(page) || LOGIN_TITLE.test(title.toLowerCase());
  const isUpstream = status === 502 || status === 503 || status === 504;
  return {
    product: mark?.product ?? (oneLine(headerValue(headers, 'server') ?? '') || '–'),
    kind: isLogin ? 'login' : isUpstream ? 'upstream' : isBlocking ? 'block' : 'page',
    title: title || '–',
    requestId: requestIdOf(headers, page),
  };
}

const beginning = (body: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: false }).decode(body.subarray(0, SEARCHED_BYTES));

function requestIdOf(headers: CapturedResponse['headers'], page: string): string {
  const named = REQUEST_IDS.map((name) => headerValue(headers, name)).find((value) => value);
  const written =
    /(?:ray id|request[ -]?id|reference|incident id|support id is|event id)\W{0,20}(?:<[^>]{0,60}>\W{0,5})?([\w.:-]{6,80})/.exec(
      page,
    )?.[1];
  return oneLine(named ?? written ?? '') || '–';
}
