import { headerValue } from '@/lib/http/exchange';
import { recogniseEnvelope } from '../body/recognise-envelope';
import type { Explanation, ExplanationCode } from '../explanation';
import { FRAMEWORK_NAMES, recogniseFramework } from './frameworks';
import { quoteLine, saidByPage } from './quote-line';
import type { ResponsePage } from './read-page';
import { hasNotStarted, isCrash, isErrorEnvelope, readException } from './recognise-crash';
import { recogniseCsrf } from './recognise-csrf';
import { recogniseLogin } from './recognise-login';
import { isOfNetwork } from './recognise-network';
import { FILTER_STATUS, isTellingBlock, type RecognisedPage } from './recognise-page';
import { isHostRefused, isUnderMaintenance, recogniseSite } from './recognise-site';
import { recogniseUpstream } from './recognise-upstream';
import { oneLine } from './to-single-line';

type Values = Explanation['values'];
type Found = { code: ExplanationCode; values: Values } | null;
type Recogniser = (page: ResponsePage, by: RecognisedPage) => Found;

/**
 * What refused a call before the interface saw it, or where the program behind it broke: told by the status together
 * with what the response says, for a page alone tells neither. The most telling comes first: what a framework writes
 * before what a gateway in front of it adds. Null where nothing is recognised.
 */
export function explainRefusal(page: ResponsePage, by: RecognisedPage): Found {
  for (const recognise of RECOGNISERS) {
    const found = recognise(page, by);
    if (found) return found;
  }
  return null;
}

const FILTER_TEXT =
  /captcha|error code: 10\d\d|rbac: access denied|request (was |has been )?(blocked|rejected)|\bwaf\b|请求.{0,20}(拦截|阻断)/;
const ORIGIN_WORDS =
  /\bcors\b|cross.origin|跨域|origin .{0,60}(not|isn't) (allowed|permitted|in the allow)|disallowed origin/;

const toWords = ({ title, text }: ResponsePage): string => `${title}\n${text}`.toLowerCase();

const CLIENT_CERTIFICATE =
  /no required ssl certificate was sent|the ssl certificate error|ssl client certificate is required|403\.7|client certificate (is )?(required|missing|not provided)|requires? (a |your browser to have a )?.{0,40}client certificate/;
const TLS_PORT =
  /plain http request was sent to https port|speaking plain http to an ssl-enabled|client sent an http request to an https server|combination of host and port requires tls/;
const MEDIA_TYPE =
  /unsupported ?(charset|encoding)|unsupported ?media ?type|unknown (charset|encoding)|not a supported encoding name|invalid character set|content.type ['"]?application\/json; ?charset=utf-?8['"]? (is |was )?not|content.type error|httpmediatypenotsupported|err_ctp_invalid_media_type/;
const TOO_LARGE =
  /request entity too large|payload ?too ?large|content too large|request (header|body|url|uri)[a-z ]{0,20} too (large|long)|request-uri too (large|long)|404\.13|request filtering module is configured to deny a request that exceeds/;
const BAD_TARGET =
  /invalid character found in (the request target|method name|the http protocol)|invalid (uri|request target|request-line|url)\b|potentially dangerous request\.(path|querystring|form)|a potentially dangerous/;
const NO_ROUTE =
  /cannot (get|post) \/|no (static resource|handler found|route matches|route found)|route \S{1,200} not found|the requested url was not found on (this|the) server|page not found \(404\)|missing authentication token|no route matched with those values|type=not found|api does not exist/;
/** What no filter says of a method. */
const METHOD_ITSELF =
  /not configured to allow the http request method|unsupported method|request method '?\w{1,10}'? (is )?not supported/;
const NO_METHOD =
  /method not allowed|request method '?\w{1,10}'? (is )?not supported|methodnotallowed|httprequestmethodnotsupported|not supported for route|type=method not allowed/;

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
  // With a status of its own for what a caller did, a framework refused, although by an exception.
  const isRefusal = page.status >= 400 && page.status < 500;
  const isStart = hasNotStarted(page);
  if (isRefusal || (!isStart && !isCrash(page))) return null;
  const framework = recogniseFramework(page);
  const exception = isStart ? saidByPage(page) : readException(page);
  const shown = isStart ? 'start' : exception === null ? 'none' : 'exception';
  const by = framework === 'other' ? product : FRAMEWORK_NAMES[framework];
  return {
    code: 'APPLICATION_CRASHED',
    values: { status: page.status, product: by, shown, exception: exception ?? '–' },
  };
};

/** A login that somebody asks for before the interface sees the call. */
const httpLogin: Recogniser = (page, { product }) => {
  const demand = recogniseLogin(page);
  return demand && { code: 'HTTP_LOGIN_DEMANDED', values: { ...demand, status: page.status, product } };
};

const upstream: Recogniser = (page, by) => {
  const reason = by.kind === 'login' || isTellingBlock(page) ? null : recogniseUpstream(page);
  if (reason === null) return null;
  return { code: 'GATEWAY_BLOCK_PAGE', values: { ...by, kind: 'upstream', reason, status: page.status } };
};

/** Filters that answer programs without a page. */
const filter: Recogniser = (page, by) =>
  !page.isHtml &&
  FILTER_STATUS.includes(page.status) &&
  FILTER_TEXT.test(page.text.slice(0, 600).toLowerCase())
    ? { code: 'GATEWAY_BLOCK_PAGE', values: { ...by, kind: 'block', reason: '–', status: page.status } }
    : null;

/** The site is taken down on purpose. */
const maintenance: Recogniser = (page, by) =>
  isUnderMaintenance(page)
    ? { code: 'GATEWAY_BLOCK_PAGE', values: { ...by, kind: 'maintenance', reason: '–', status: page.status } }
    : null;

/** Rules for scripts of other sites, applied to a call that comes from no browser. */
const origin: Recogniser = (page) =>
  page.status >= 400 && toWords(page).length < 4_000 && ORIGIN_WORDS.test(toWords(page))
    ? {
        code: 'STATUS_NOT_200',
        values: { kind: 'cors', status: page.status, seen: quoteLine(page, ORIGIN_WORDS) },
      }
    : null;

const noMethod: Recogniser = (page, by) => {
  const words = toWords(page).slice(0, 4_000);
  const isItself = isRefused(page) && METHOD_ITSELF.test(words);
  const isSaid = page.status >= 400 && page.status !== 403 && NO_METHOD.test(words);
  if (!isItself && ((page.status !== 405 && !isSaid) || isTellingBlock(page))) return null;
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

/** A status that refuses, or an envelope that does in a member while its status is 200. */
const isRefused = ({ status, json }: ResponsePage): boolean => status >= 400 || isErrorEnvelope(status, json);

/** Values of a missing path are completed by who knows the path. */
const noRoute: Recogniser = (page, by) => {
  const isSaid = isRefused(page) && NO_ROUTE.test(toWords(page).slice(0, 4_000));
  if (page.status !== 404 && page.status !== 410 && !isSaid) return null;
  const values = {
    status: page.status,
    product: nameProduct(page, by.product),
    title: saidByPage(page),
    requestId: by.requestId,
  };
  return { code: 'NOT_FOUND_PAGE', values: { ...values, method: page.method } };
};

/** The error of something in front of the interface, although its status is 200. */
const envelope: Recogniser = (page) => {
  const found = recogniseEnvelope(page);
  return found && { code: 'ERROR_ENVELOPE', values: { ...found, seen: saidByPage(page) } };
};

const RECOGNISERS: readonly Recogniser[] = [
  network,
  clientCertificate,
  tlsPort,
  site,
  csrf,
  origin,
  mediaType,
  slash,
  tooLarge,
  badTarget,
  crash,
  httpLogin,
  filter,
  maintenance,
  upstream,
  noMethod,
  noRoute,
  envelope,
];

function nameProduct(page: ResponsePage, product: string): string {
  const framework = recogniseFramework(page);
  return framework === 'other' ? product : FRAMEWORK_NAMES[framework];
}
