import { DAY_MS } from '@/lib/core/clock';
import type { Confidence } from '@/lib/findings/rules/finding';
import { isWeakSignature } from '@/lib/http/tls/certificate';
import type { Weakness } from '@/lib/http/tls/suites';
import type { TlsInspection } from '@/lib/http/tls-inspection';
import type { FindingIn } from '@/lib/i18n/app-messages';

/** One thing that is wrong with how a port speaks TLS; `proof` is a line of `handshakeText`. */
type HandshakeDefect = {
  /** Key below `findings-tls.`. */
  title: FindingIn<'findings-tls'>;
  sink: string;
  cwe: number;
  cvssVector: string;
  confidence: Confidence;
  values: Record<string, string | number>;
  proof: string;
};

/** Weights by what an attacker between visitor and site gains; only what really is broken reaches 7.0. */
const VECTORS = {
  /** The connection can be read and changed. */
  broken: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N',
  /** It can be read with much effort. */
  weak: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N',
  old: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:L/A:N',
  fading: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N',
  hint: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:N',
} as const;

const BROKEN_SUITES: readonly Weakness[] = ['NULL', 'ANONYMOUS', 'EXPORT'];
const WEAK_SUITES: readonly Weakness[] = ['RC4', 'DES'];
const SOON_DAYS = 30;
const MIN_RSA_BITS = 2_048;
const BROKEN_RSA_BITS = 1_024;
const MIN_CURVE_BITS = 256;

const day = (date: Date): string => date.toISOString().slice(0, 10);

const defect = (
  title: FindingIn<'findings-tls'>,
  [sink, cwe, weight]: readonly [sink: string, cwe: number, weight: keyof typeof VECTORS],
  proof: string,
  values: HandshakeDefect['values'] = {},
): HandshakeDefect => ({
  title,
  sink,
  cwe,
  cvssVector: VECTORS[weight],
  confidence: weight === 'hint' ? 'INFO' : 'CONFIRMED',
  values,
  proof,
});

function protocolDefects({ protocols }: TlsInspection): HandshakeDefect[] {
  const accepted = (...names: (keyof typeof protocols)[]) =>
    names.filter((name) => protocols[name] === 'accepted');
  const broken = accepted('SSLv2', 'SSLv3');
  const old = accepted('TLSv1.0', 'TLSv1.1');
  const isBehind =
    protocols['TLSv1.2'] === 'refused' &&
    protocols['TLSv1.3'] === 'refused' &&
    broken.length + old.length > 0;
  const list = (names: readonly string[]) => ({ protocols: names.join(', ') });
  return [
    ...(broken[0]
      ? [defect('brokenProtocol', ['protocol-ssl', 327, 'broken'], `${broken[0]}: accepted`, list(broken))]
      : []),
    ...(isBehind
      ? [defect('noCurrentProtocol', ['protocol-current', 326, 'broken'], 'TLSv1.2: refused')]
      : []),
    ...(old[0]
      ? [defect('oldProtocol', ['protocol-old', 326, 'old'], `${old[0]}: accepted`, list(old))]
      : []),
  ];
}

function suiteDefects({ weakSuites }: TlsInspection): HandshakeDefect[] {
  const groups: readonly (readonly [FindingIn<'findings-tls'>, readonly Weakness[], keyof typeof VECTORS])[] =
    [
      ['brokenSuites', BROKEN_SUITES, 'broken'],
      ['weakSuites', WEAK_SUITES, 'weak'],
      ['fadingSuites', ['3DES'], 'fading'],
    ];
  return groups.flatMap(([title, weaknesses, weight]) => {
    const names = [
      ...new Set(weakSuites.filter(({ weakness }) => weaknesses.includes(weakness)).map(({ name }) => name)),
    ];
    const [first] = names;
    return first
      ? [defect(title, [`suites-${weight}`, 327, weight], first, { suites: names.join(', ') })]
      : [];
  });
}

type Certificate = NonNullable<TlsInspection['certificate']>;

function chainDefects({ isTrusted, isChainComplete, verifyError, leaf }: Certificate): HandshakeDefect[] {
  if (isTrusted) return [];
  const values = { reason: verifyError ?? '', issuer: leaf.issuer };
  return isChainComplete
    ? [defect('untrusted', ['certificate-trust', 295, 'broken'], `verify: ${verifyError}`, values)]
    : [defect('incompleteChain', ['certificate-chain', 295, 'old'], `verify: ${verifyError}`, values)];
}

/** The certificate whose dates are over or have not begun: the site's own, or one that it is signed with. */
function outOfDate({ leaf, chain, isWithinDates, verifyError }: Certificate, now: Date | null) {
  if (!isWithinDates) return leaf;
  const isDate = verifyError === 'CERT_HAS_EXPIRED' || verifyError === 'CERT_NOT_YET_VALID';
  return isDate && now ? chain.find((one) => now < one.validFrom || now > one.validUntil) : undefined;
}

function dateDefects(certificate: Certificate, now: Date | null): HandshakeDefect[] {
  const faulty = outOfDate(certificate, now);
  const leaf = faulty ?? certificate.leaf;
  const until = day(leaf.validUntil);
  if (faulty) {
    const isEarly = now !== null && now < leaf.validFrom;
    return isEarly
      ? [
          defect(
            'notYetValid',
            ['certificate-dates', 298, 'broken'],
            `notBefore: ${leaf.validFrom.toISOString()}`,
            { from: day(leaf.validFrom) },
          ),
        ]
      : [
          defect(
            'expired',
            ['certificate-dates', 298, 'broken'],
            `notAfter: ${leaf.validUntil.toISOString()}`,
            { until },
          ),
        ];
  }
  const days = now ? Math.floor((leaf.validUntil.getTime() - now.getTime()) / DAY_MS) : SOON_DAYS + 1;
  if (days > SOON_DAYS) return [];
  return [
    defect('expiresSoon', ['certificate-expiry', 298, 'hint'], `notAfter: ${leaf.validUntil.toISOString()}`, {
      until,
      days,
    }),
  ];
}

/** RSA counts its modulus, a curve the digits of its name where OpenSSL gives no length; null for keys of fixed length. */
function keyBits({ type, bits, curve }: Certificate['leaf']['key']): number | null {
  if (bits !== null) return bits;
  const named = type === 'ec' ? /\d{3}/.exec(curve ?? '')?.[0] : undefined;
  return named === undefined ? null : Number(named);
}

function keyDefects({ leaf, chain }: Certificate): HandshakeDefect[] {
  const { type } = leaf.key;
  const bits = keyBits(leaf.key);
  const isCurve = type === 'ec';
  const isShort = bits !== null && bits < (isCurve ? MIN_CURVE_BITS : MIN_RSA_BITS);
  const weight = isCurve || (bits ?? 0) >= BROKEN_RSA_BITS ? 'weak' : 'broken';
  const keys = isShort
    ? [
        defect(
          'shortKey',
          ['certificate-key', 326, weight],
          `key: ${type} ${leaf.key.bits ?? leaf.key.curve}`,
          { type, bits },
        ),
      ]
    : [];
  // A root is trusted by its key: nobody verifies the signature that it gives itself.
  const weakly = chain.find((one) => !one.isSelfSigned && isWeakSignature(one.signatureAlgorithm));
  if (!weakly) return keys;
  const { signatureAlgorithm, subject } = weakly;
  const proof = `signatureAlgorithm: ${signatureAlgorithm}`;
  return [
    ...keys,
    defect('weakSignature', ['certificate-signature', 328, 'weak'], proof, {
      algorithm: signatureAlgorithm,
      subject,
    }),
  ];
}

function nameDefects({ host }: TlsInspection, { isNameMatching, leaf }: Certificate): HandshakeDefect[] {
  const names = leaf.subjectAltNames.join(', ') || leaf.subject;
  return isNameMatching
    ? []
    : [
        defect('nameMismatch', ['certificate-name', 297, 'broken'], `subjectAltName: ${names}`, {
          host,
          names,
        }),
      ];
}

/**
 * Everything wrong with protocols, suites and certificate of one port (RFC 8996, RFC 9325, RFC 7465). A protocol whose
 * probe got no answer counts for nothing.
 * @param now when the site was looked at; null where that is not known, and then nothing is said to expire soon
 */
export function handshakeDefects(inspection: TlsInspection, now: Date | null): HandshakeDefect[] {
  const { certificate } = inspection;
  const ofCertificate = certificate
    ? [
        ...chainDefects(certificate),
        ...dateDefects(certificate, now),
        ...nameDefects(inspection, certificate),
        ...keyDefects(certificate),
      ]
    : [];
  return [...protocolDefects(inspection), ...suiteDefects(inspection), ...ofCertificate];
}

/** What the handshakes showed, a fact a line, in the words of OpenSSL: the evidence of every defect above. */
export function handshakeText(inspection: TlsInspection): { request: string; response: string } {
  const { host, port, address, protocols, weakSuites, certificate, handshakeError } = inspection;
  const served = (certificate?.chain ?? []).flatMap((one) => [
    `subject: ${one.subject}`,
    `issuer: ${one.issuer}`,
    `subjectAltName: ${one.subjectAltNames.join(', ') || one.subject}`,
    `notBefore: ${one.validFrom.toISOString()}`,
    `notAfter: ${one.validUntil.toISOString()}`,
    `key: ${one.key.type} ${one.key.bits ?? one.key.curve ?? ''}`.trimEnd(),
    `signatureAlgorithm: ${one.signatureAlgorithm}`,
    `fingerprint256: ${one.fingerprint256}`,
    '',
  ]);
  const lines = [
    ...Object.entries(protocols).map(([name, state]) => `${name}: ${state}`),
    ...weakSuites.map(({ protocol, name, weakness }) => `${protocol} ${name} (${weakness})`),
    ...(certificate ? [`verify: ${certificate.verifyError ?? 'OK'}`, ''] : [`handshake: ${handshakeError}`]),
    ...served,
  ];
  return { request: `ClientHello ${host}:${port} (${address})\r\n`, response: lines.join('\r\n') };
}
