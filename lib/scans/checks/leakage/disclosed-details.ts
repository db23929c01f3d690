import { bodyText } from '@/lib/http/body-text';
import { type Exchange, headerValue, headerValues } from '@/lib/http/exchange';
import type { PassiveCheck } from '../check';
import { draftFinding, siteRoot, VECTORS } from '../draft-finding';

const BANNER_HEADERS = [
  'server',
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'x-generator',
] as const;
const HAS_VERSION = /\d+\.\d+/;

/** Headers that name a product with its version: half of an attacker's homework. */
export const versionBanners: PassiveCheck = {
  kind: 'passive',
  id: 'version-banners',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 200,
  run(exchange, { origin }) {
    return BANNER_HEADERS.flatMap((header) =>
      headerValues(exchange.response.headers, header)
        .filter((banner) => HAS_VERSION.test(banner))
        .map((banner) =>
          draftFinding(this, exchange, {
            titleKey: 'findings-leakage.versionBanner',
            values: { header, banner },
            cvssVector: VECTORS.hint,
            grade: 'INFO',
            sink: `header:${header}`,
            proofs: [banner],
            url: siteRoot(origin),
          }),
        ),
    );
  },
};

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const PRIVATE_ADDRESS = new RegExp(
  `(?<![\\w.-])(?:10\\.${OCTET}\\.${OCTET}\\.${OCTET}|192\\.168\\.${OCTET}\\.${OCTET}|172\\.(?:1[6-9]|2\\d|3[01])\\.${OCTET}\\.${OCTET})(?![\\w-]|\\.\\d)`,
);
const READABLE_TYPE = /html|json|xml|javascript|plain|^$/i;
/** Addresses that stand in manuals and configuration examples rather than in networks. */
const MANUAL_ADDRESS = /^(?:192\.168\.[01]\.(?:0|1|100|255)|10\.0\.0\.[0-2]|172\.16\.0\.[01])$/;

function headerText(exchange: Exchange): string {
  return exchange.response.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** Addresses of the network behind the site, in headers or pages. */
export const privateAddresses: PassiveCheck = {
  kind: 'passive',
  id: 'private-addresses',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 200,
  run(exchange, { origin }) {
    const type = headerValue(exchange.response.headers, 'content-type') ?? '';
    const body = READABLE_TYPE.test(type) ? bodyText(exchange) : '';
    const address = PRIVATE_ADDRESS.exec(headerText(exchange))?.[0] ?? PRIVATE_ADDRESS.exec(body)?.[0];
    const isOwn = address !== undefined && new URL(origin).hostname === address;
    // What the request itself named is an echo, not a leak.
    const isEcho = address !== undefined && exchange.request.url.includes(address);
    if (address === undefined || isOwn || isEcho || MANUAL_ADDRESS.test(address)) return [];
    return [
      draftFinding(this, exchange, {
        titleKey: 'findings-leakage.privateAddress',
        values: { address },
        cvssVector: VECTORS.smallLeak,
        grade: 'LIKELY',
        sink: 'private-address',
        proofs: [address],
      }),
    ];
  },
};
