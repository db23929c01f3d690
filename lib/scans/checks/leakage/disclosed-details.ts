import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { headerValue, headerValues } from '@/lib/http/exchange';
import type { PassiveCheck } from '../check';
import { draftFinding, siteRoot, VECTORS } from '../draft-finding';
import { addressesInHeaders, addressesInText } from './private-address';

const BANNER_HEADERS = [
  'server',
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'x-generator',
] as const;
const HAS_VERSION = /\d\.\d/;

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
            confidence: 'INFO',
            sink: `header:${header}`,
            proofs: [banner],
            url: siteRoot(origin),
          }),
        ),
    );
  },
};

/** The line with which servers sign the error pages that they make themselves. */
const SIGNED_ERROR =
  /(?:<(?:h3|center|address|i|em|small)>|Powered by )((?:Apache(?: Tomcat)?|nginx|openresty|Tengine|Jetty(?::\/\/)?|lighttpd|JBossWeb|JBoss Web|WildFly|GlassFish[\w ]{0,40}|Caddy|Werkzeug|Microsoft-IIS|Undertow|Resin|TongWeb|BES)[/ ]{1,2}v?\d{1,4}\.\d[\w.-]{0,30})/i;

/** Error pages that name the server and its version, which the headers may keep to themselves. */
export const errorPageVersions: PassiveCheck = {
  kind: 'passive',
  id: 'error-page-versions',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 200,
  run(exchange, { origin }) {
    const banner =
      exchange.response.status >= 400 ? SIGNED_ERROR.exec(decodedBodyText(exchange))?.[1] : undefined;
    if (banner === undefined) return [];
    return [
      draftFinding(this, exchange, {
        titleKey: 'findings-leakage.versionInError',
        values: { banner },
        cvssVector: VECTORS.hint,
        confidence: 'INFO',
        sink: 'error-page:version',
        proofs: [banner],
        url: siteRoot(origin),
      }),
    ];
  },
};

const READABLE_TYPE = /html|json|xml|javascript|plain|^$/i;

/** Addresses of the network behind the site, in headers or pages. */
export const privateAddresses: PassiveCheck = {
  kind: 'passive',
  id: 'private-addresses',
  version: 2,
  class: 'INFORMATION_LEAKAGE',
  cwe: 200,
  run(exchange, { origin }) {
    const type = headerValue(exchange.response.headers, 'content-type') ?? '';
    const body = READABLE_TYPE.test(type) ? decodedBodyText(exchange) : '';
    const found = [...addressesInHeaders(exchange.response.headers), ...addressesInText(body)];
    const { hostname } = new URL(origin);
    // What the request itself named is an echo, not a leak.
    const address = found.find((one) => one !== hostname && !exchange.request.url.includes(one));
    if (address === undefined) return [];
    return [
      draftFinding(this, exchange, {
        titleKey: 'findings-leakage.privateAddress',
        values: { address },
        cvssVector: VECTORS.smallLeak,
        confidence: 'LIKELY',
        sink: 'private-address',
        proofs: [address],
      }),
    ];
  },
};
