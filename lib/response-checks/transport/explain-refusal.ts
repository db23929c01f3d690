import { headerValue } from '@/lib/http/exchange';
import type { Explanation, ExplanationCode } from '../explanation';
import { FRAMEWORK_NAMES, recogniseFramework } from './frameworks';
import { quoteLine, saidByPage } from './quote-line';
import type { ResponsePage } from './read-page';
import { isCrash, readException } from './recognise-crash';
import { recogniseCsrf } from './recognise-csrf';
import { isOfNetwork } from './recognise-network';
import { isTellingBlock, type RecognisedPage } from './recognise-page';
import { isHostRefused, recogniseSite } from './recognise-site';
import { oneLine } from './to-single-line';

type Values = Explanation['values'];
type Found = { code: ExplanationCode; values: Values } | null;
type Recogniser = (page: ResponsePage, by: RecognisedPage) => Found;

/**
 * What refused a call before the interface saw it, or where the program behind it broke: told by the status together
 * with what the answer says, for a page alone tells neither. The most telling comes first: what a framework writes
 * before what a gateway in front of it adds. Null where nothing is recognised.
 */
export function explainRefusal(page: ResponsePage, by: RecognisedPage): Found {
  for (const recognise of RECOGNISERS) {
    const found = recognise(page, by);
    if (found) return found;
  }
  return null;
}

const toWords = ({ title, text }: ResponsePage): string => `${title}\n${text}`.toLowerCase();

const CLIENT_CERTIFICATE =
  /no required ssl certificate was sent|the ssl certificate error|ssl client certificate is required|403\.7|client certificate (is )?(required|missing|not provided)|requires? (a |your browser to have a )?.{0,40}client certificate/;
const TLS_PORT =
  /plain http request was sent to https port|speaking plain http to an ssl-enabled|client sent an http request to an https server|combination of host and port requires tls/;
const MEDIA_TYPE =
  /unsupported charset|unsupported ?media ?type|content.type ['"]?application\/json; ?charset=utf-?8['"]? (is )?not supported|httpmediatypenotsupported|err_ctp_invalid_media_type/;
const TOO_LARGE =
  /request entity too large|payload ?too ?large|content too large|request (header|body|url|uri)[a-z ]{0,20} too (large|long)|request-uri too (large|long)|404\.13|request filtering module is configured to deny a request that exceeds/;
const BAD_TARGET =
  /invalid character found in (the request target|method name|the http protocol)|invalid (uri|request target|request-line|url)\b|potentially dangerous request\.(path|querystring|form)|a potentially dangerous/;
const NO_ROUTE =
  /cannot (get|post) \/|no (static resource|handler found|route matches|route found)|route \S{1,200} not found|the requested url was not found on (this|the) server|page not found \(404\)|missing authentication token|no route matched with those values|type=not found|api does not exist/;
const NO_METHOD =
  /method not allowed|request method '?\w{1,10}'? (is )?not supported|methodnotallowed|httprequestmethodnotsupported|not supported for route|type=method not allowed/;

/** Of Cloudflare: what came between it and the server behind it. */
const ORIGIN: Readonly<Record<number, string>> = {
  504: 'time',
  521: 'refused',
  522: 'time',
  523: 'name',
  524: 'time',
  525: 'tls',
  526: 'certificate',
  530: 'name',
  598: 'time',
  599: 'time',
};
const UPSTREAM_TLS = /ssl handshake|tls error|certificate verify failed|tls_error/;
const UPSTREAM_TIME = /timed? ?out|timeout/;
const UPSTREAM_NAME =
  /name resolution failed|could not be resolved|host not found|no such host|error code: 1016/;
const UPSTREAM_REFUSED =
  /connection refused|web server is down|no live upstreams|no healthy upstream|no server is available|get a peer from the ring|connection termination/;

/** What is between this machine and the server: its page says nothing about the interface. */
const network: Recogniser = (page, by) =>
  isOfNetwork(page)
    ? { code: 'GATEWAY_BLOCK_PAGE', values: { ...by, kind: 'network', reason: '–', status: page.status } }
    : null;

/** KooGallery sends no certificate of its own. */
const clientCertificate: Recogniser = (page, { product }) =>
  page.status === 495 || page.status === 496 || (page.status >= 400 && CLIENT_CERTIFICATE.test(toWords(page)))
    ? { code: 'CLIENT_CERTIFICATE_DEMANDED', values: { kind: 'answer', seen: saidByPage(page), product } }
    : null;

const tlsPort: Recogniser = (page, { product }) =>
  page.status === 497 || (page.status >= 400 && TLS_PORT.test(toWords(page)))
    ? { code: 'HTTP_ON_TLS_PORT', values: { status: page.status, seen: saidByPage(page), product } }
    : null;

const site: Recogniser = (page, { product }) => {
  const found = isHostRefused(page)
    ? { kind: 'host', product: nameProduct(page, product) }
    : recogniseSite(page);
  return (
    found && { code: 'SITE_NOT_SERVED', values: { ...found, status: page.status, title: saidByPage(page) } }
  );
};

const csrf: Recogniser = (page) => {
  const framework = recogniseCsrf(page);
  const values = { framework: framework ?? '', product: FRAMEWORK_NAMES[framework ?? 'other'] };
  return (
    framework && {
      code: 'CSRF_PROTECTION',
      values: { ...values, status: page.status, seen: saidByPage(page) },
    }
  );
};

const mediaType: Recogniser = (page) => {
  const words = toWords(page);
  if (page.status !== 415 && !(page.status !== 404 && words.length < 4_000 && MEDIA_TYPE.test(words)))
    return null;
  const framework = recogniseFramework(page);
  const sent = page.sentType === '' ? 'none' : 'type';
  const values = { framework, product: FRAMEWORK_NAMES[framework], sent, contentType: page.sentType || '–' };
  return { code: 'CONTENT_TYPE_REFUSED', values: { ...values, status: page.status, seen: saidByPage(page) } };
};

const slash: Recogniser = (page) =>
  /append_slash/.test(page.markup)
    ? { code: 'SLASH_MISSING', values: { status: page.status, seen: saidByPage(page) } }
    : null;

const tooLarge: Recogniser = (page, { product }) => {
  const isLine = page.status === 414 || page.status === 431 || page.status === 494;
  const words = toWords(page);
  const isSaid = page.status >= 400 && words.length < 4_000 && TOO_LARGE.test(words);
  if (page.status !== 413 && !isLine && !isSaid) return null;
  const kind = isLine || /header|ur[il][^a-z]/.test(TOO_LARGE.exec(words)?.[0] ?? '') ? 'line' : 'body';
  return {
    code: 'REQUEST_TOO_LARGE',
    values: { kind, status: page.status, product, seen: saidByPage(page) },
  };
};

const badTarget: Recogniser = (page, { product }) =>
  page.status === 400 && BAD_TARGET.test(toWords(page))
    ? {
        code: 'REQUEST_LINE_REFUSED',
        values: { status: page.status, product, seen: quoteLine(page, BAD_TARGET) },
      }
    : null;

const crash: Recogniser = (page, { product }) => {
  if (page.status === 404 || page.status === 405 || !isCrash(page)) return null;
  const framework = recogniseFramework(page);
  const exception = readException(page);
  const shown = exception === null ? 'none' : 'exception';
  const by = framework === 'other' ? product : FRAMEWORK_NAMES[framework];
  return {
    code: 'APPLICATION_CRASHED',
    values: { status: page.status, product: by, shown, exception: exception ?? '–' },
  };
};

const LOGIN_WORDS =
  /未登录|未登陆|[请需][^\n]{0,6}登[录陆]|登[录陆][^\n]{0,6}(过期|失效|超时)|认证失败|未认证|token ?(已)?(失效|过期|无效|为空|不能为空)|令牌(已)?(失效|过期|无效|不能为空)|not logged in|log ?in (first|again)|please (log|sign) ?in|login (required|expired)|unauthenticated/;
const NO_SIGN = /签名|验签|鉴权|signature|hmac|auth_?token|access_?key/;

/** Envelopes of frameworks for web applications, whose login filter often answers 200. */
function isLoginEnvelope({ status, json, text }: ResponsePage): boolean {
  if (json === null || (status !== 200 && status !== 401 && status !== 403)) return false;
  const code = Number(json.code ?? json.errcode ?? json.status ?? status);
  const words = text.slice(0, 2_000).toLowerCase();
  return [401, 403, 500].includes(code) && LOGIN_WORDS.test(words) && !NO_SIGN.test(words);
}

/** A login that the server, a proxy or a framework asks for before the interface sees the call. */
const httpLogin: Recogniser = (page, { product }) => {
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
  const kind = demand === null ? 'filter' : isOfProxy ? 'proxyScheme' : 'scheme';
  return { code: 'HTTP_LOGIN_DEMANDED', values: { kind, status, scheme, product } };
};

const upstream: Recogniser = (page, by) => {
  const { status } = page;
  const isGateway =
    status === 499 || (status >= 502 && status <= 504) || (status >= 520 && status <= 530) || status >= 598;
  if (!isGateway || by.kind === 'login' || isTellingBlock(page)) return null;
  const words = toWords(page);
  const said = UPSTREAM_TLS.test(words)
    ? 'tls'
    : UPSTREAM_NAME.test(words)
      ? 'name'
      : UPSTREAM_REFUSED.test(words)
        ? 'refused'
        : UPSTREAM_TIME.test(words)
          ? 'time'
          : 'other';
  const reason = ORIGIN[status] ?? said;
  return { code: 'GATEWAY_BLOCK_PAGE', values: { ...by, kind: 'upstream', reason, status } };
};

const noMethod: Recogniser = (page, by) => {
  const isSaid = page.status >= 400 && page.status !== 403 && NO_METHOD.test(toWords(page).slice(0, 4_000));
  if ((page.status !== 405 && !isSaid) || isTellingBlock(page)) return null;
  const allowed = oneLine(headerValue(page.headers, 'allow') ?? '') || '–';
  return {
    code: 'METHOD_REFUSED',
    values: {
      method: page.method,
      allowed,
      status: page.status,
      product: nameProduct(page, by.product),
      title: saidByPage(page),
    },
  };
};

/** Values of a missing path are completed by who knows the path. */
const noRoute: Recogniser = (page, by) => {
  const isSaid = page.status >= 400 && NO_ROUTE.test(toWords(page).slice(0, 4_000));
  if (page.status !== 404 && page.status !== 410 && !isSaid) return null;
  const values = {
    status: page.status,
    product: nameProduct(page, by.product),
    title: saidByPage(page),
    requestId: by.requestId,
  };
  return { code: 'NOT_FOUND_PAGE', values: { ...values, method: page.method } };
};

const RECOGNISERS: readonly Recogniser[] = [
  network,
  clientCertificate,
  tlsPort,
  site,
  csrf,
  mediaType,
  slash,
  tooLarge,
  badTarget,
  crash,
  httpLogin,
  upstream,
  noMethod,
  noRoute,
];

function nameProduct(page: ResponsePage, product: string): string {
  const framework = recogniseFramework(page);
  return framework === 'other' ? product : FRAMEWORK_NAMES[framework];
}
