import { isIP } from 'node:net';
import { parse } from 'parse5';
import { DAY_MS, SECOND_MS } from '@/lib/core/clock';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { FindingIn } from '@/lib/i18n/app-messages';
import { type HtmlElement, isElement, readAttribute, walk } from '../probing/html-walk';
import { predictRendering } from '../probing/rendering';

/** One thing that is wrong with how pages use TLS, with the exchange that shows it. */
type TransportDefect = {
  /** Key below `findings-tls.`. */
  title: FindingIn<'findings-tls'>;
  sink: string;
  cwe: number;
  cvssVector: string;
  isHint: boolean;
  values: Record<string, string | number>;
  exchange: Exchange;
  proof: string;
};

const VECTORS = {
  clear: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:N',
  clearForm: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:L/A:N',
  hardening: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:L/A:N',
  hint: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:N',
} as const;

/** Half a year: below it, the protection lapses between two visits (RFC 6797 §11.2 leaves the length to the site). */
const MIN_MAX_AGE_SECONDS = (180 * DAY_MS) / SECOND_MS;

const isHtml = (exchange: Exchange) =>
  predictRendering(exchange.response, decodedBodyText(exchange)) === 'html';

/** Seconds that the header asks for; null where it is absent or malformed, which browsers treat alike (RFC 6797 §6.1). */
export function strictTransportSeconds(header: string | null): number | null {
  const match = /(?:^|;)\s*max-age\s*=\s*"?(\d+)"?\s*(?:;|$)/i.exec(header ?? '');
  return match?.[1] === undefined ? null : Number(match[1]);
}

function strictTransportDefects(pages: readonly Exchange[], origin: URL): TransportDefect[] {
  // Browsers ignore the header for addresses without a name (RFC 6797 §8.1.1).
  const [page] = pages;
  if (!page || isIP(origin.hostname.replace(/^\[|\]$/g, '')) !== 0) return [];
  const header = (exchange: Exchange) => headerValue(exchange.response.headers, 'strict-transport-security');
  const longest = Math.max(-1, ...pages.map((one) => strictTransportSeconds(header(one)) ?? -1));
  const shared = { cwe: 319, exchange: page, proof: header(page) ?? '' };
  if (longest <= 0) {
    return [
      {
        ...shared,
        title: 'noStrictTransport',
        sink: 'hsts',
        cvssVector: VECTORS.hardening,
        isHint: false,
        values: {},
      },
    ];
  }
  if (longest >= MIN_MAX_AGE_SECONDS) return [];
  const days = Math.floor((longest * SECOND_MS) / DAY_MS);
  return [
    {
      ...shared,
      title: 'shortStrictTransport',
      sink: 'hsts',
      cvssVector: VECTORS.hint,
      isHint: true,
      values: { days },
    },
  ];
}

type Mixed = { kind: 'form' | 'code' | 'media'; address: string };

const CODE_ATTRIBUTES: Readonly<Record<string, string>> = {
  script: 'src',
  iframe: 'src',
  frame: 'src',
  object: 'data',
  embed: 'src',
};
const MEDIA_ATTRIBUTES: Readonly<Record<string, string>> = {
  img: 'src',
  audio: 'src',
  video: 'src',
  source: 'src',
};

function mixedIn(element: HtmlElement): Mixed | null {
  const { tagName } = element;
  const read = (name: string | undefined) => (name === undefined ? null : readAttribute(element, name));
  const isStyle =
    tagName === 'link' && /(?:^|\s)stylesheet(?:\s|$)/i.test(readAttribute(element, 'rel') ?? '');
  const candidates: [Mixed['kind'], string | null][] = [
    [
      'form',
      tagName === 'form'
        ? read('action')
        : tagName === 'button' || tagName === 'input'
          ? read('formaction')
          : null,
    ],
    ['code', isStyle ? read('href') : read(CODE_ATTRIBUTES[tagName])],
    ['media', read(MEDIA_ATTRIBUTES[tagName])],
  ];
  const found = candidates.find(([, address]) => /^\s*http:/i.test(address ?? ''));
  return found?.[1] ? { kind: found[0], address: found[1].trim() } : null;
}

const MIXED = {
  form: { title: 'mixedForm', sink: 'mixed-form', cvssVector: VECTORS.clearForm, isHint: false },
  code: { title: 'mixedCode', sink: 'mixed-code', cvssVector: VECTORS.hardening, isHint: false },
  media: { title: 'mixedMedia', sink: 'mixed-media', cvssVector: VECTORS.hint, isHint: true },
} as const;

/** The first page of each kind: a template that is wrong is wrong on every page. */
function mixedDefects(pages: readonly Exchange[]): TransportDefect[] {
  const found = new Map<Mixed['kind'], TransportDefect>();
  for (const exchange of pages) {
    const text = decodedBodyText(exchange);
    if (!/http:/i.test(text)) continue;
    for (const [node] of walk(parse(text))) {
      const mixed = isElement(node) ? mixedIn(node) : null;
      if (!mixed || found.has(mixed.kind)) continue;
      const values = { page: exchange.request.url, address: mixed.address };
      found.set(mixed.kind, { ...MIXED[mixed.kind], cwe: 319, values, exchange, proof: mixed.address });
    }
  }
  return [...found.values()];
}

/**
 * How the captured pages use TLS. The engine moves from http to https where a site sends its visitors there: an origin
 * that is still plain http offers its pages in clear.
 */
export function transportDefects(exchanges: readonly Exchange[], origin: string): TransportDefect[] {
  const own = exchanges.filter(({ request }) => new URL(request.url).origin === origin);
  const pages = own.filter((exchange) => exchange.response.status < 400 && isHtml(exchange));
  const [first] = pages;
  const url = new URL(origin);
  if (url.protocol === 'https:') return [...strictTransportDefects(pages, url), ...mixedDefects(pages)];
  if (!first) return [];
  const values = { origin };
  return [
    {
      title: 'plainHttp',
      sink: 'plain-http',
      cwe: 319,
      cvssVector: VECTORS.clear,
      isHint: false,
      values,
      exchange: first,
      proof: '',
    },
  ];
}
