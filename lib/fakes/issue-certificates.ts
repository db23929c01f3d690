import { DAY_MS, MINUTE_MS } from '@/lib/core/clock';

export type IssuedCertificate = { keyPem: string; certPem: string };
type IssuedCertificates = { caPem: string; sites: IssuedCertificate };

const VALID_DAYS = 180;

/** Imported on use: the library is there for demos and tests only, not in a production installation. */
const loadIssuer = () => import('selfsigned');

/** Loads the issuing library now, for a process that may not be able to read it later. */
export async function preloadCertificateIssuer(): Promise<void> {
  await loadIssuer();
}

/**
 * Creates a certificate authority and, signed by it, one certificate for `localhost` and 127.0.0.1.
 * The authority's key is dropped on return: nothing else can ever be signed with it.
 * @returns PEM texts; `caPem` is what a client has to trust
 */
export async function issueCertificates(now: Date): Promise<IssuedCertificates> {
  const { generate } = await loadIssuer();
  const validity = {
    notBeforeDate: new Date(now.getTime() - MINUTE_MS),
    notAfterDate: new Date(now.getTime() + VALID_DAYS * DAY_MS),
  };
  const ca = await generate([{ name: 'commonName', value: 'Preflight demo authority' }], {
    ...validity,
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const site = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...validity,
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { caPem: ca.cert, sites: { keyPem: site.private, certPem: site.cert } };
}
