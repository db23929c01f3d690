import { DAY_MS } from '@/lib/core/clock';

/** A certificate with its key, and what a client needs to get from it to the authority. */
export type SiteCertificate = { keyPem: string; certPem: string; intermediatePem: string };

/** The certificates a site can show: by name and by validity. */
export type SiteCertificates = Record<'valid' | 'expired', Record<'ownName' | 'otherName', SiteCertificate>>;

type IssuedCertificates = { caPem: string; sites: SiteCertificates };

const VALID_DAYS = 180;
/** Issuers are older than any certificate below them, the expired ones included. */
const ISSUER_AGE_DAYS = 120;
const EXPIRED_AGE_DAYS = 91;
/** Reserved (RFC 6761): no client ever asks for it. */
const OTHER_NAME = 'other-seller.invalid';

/** Imported on use: the library is there for demos and tests only, not in a production installation. */
const loadIssuer = () => import('selfsigned');

/** Loads the issuing library now, for a process that may not be able to read it later. */
export async function preloadCertificateIssuer(): Promise<void> {
  await loadIssuer();
}

type Generate = Awaited<ReturnType<typeof loadIssuer>>['generate'];
type Issuer = { key: string; cert: string };
type Validity = { notBeforeDate: Date; notAfterDate: Date };

let issued: { day: number; certificates: Promise<IssuedCertificates> } | null = null;

/**
 * A certificate authority, an intermediate authority signed by it and, signed by that, the certificates that a site can
 * show: for `localhost` and 127.0.0.1 or for another name, valid or expired since yesterday. Made once a process and
 * day, like the key pair: a test starts a hundred sellers.
 * The authorities' keys are dropped: nothing else can ever be signed with them.
 * @returns PEM texts; `caPem` is what a client has to trust
 */
export function issueCertificates(now: Date): Promise<IssuedCertificates> {
  const day = Math.floor(now.getTime() / DAY_MS);
  if (issued?.day !== day) issued = { day, certificates: issueAll(now) };
  return issued.certificates;
}

async function issueAll(now: Date): Promise<IssuedCertificates> {
  const { generate } = await loadIssuer();
  const days = (count: number) => new Date(now.getTime() + count * DAY_MS);
  const issuing = { notBeforeDate: days(-ISSUER_AGE_DAYS), notAfterDate: days(VALID_DAYS) };
  const root = await issueAuthority(generate, 'Preflight demo authority', issuing, 1, null);
  const intermediate = await issueAuthority(generate, 'Preflight demo intermediate', issuing, 0, root);
  const issue = (name: string, validity: Validity) => issueSite(generate, name, validity, intermediate);
  const both = async (validity: Validity) => ({
    ownName: await issue('localhost', validity),
    otherName: await issue(OTHER_NAME, validity),
  });
  return {
    caPem: root.cert,
    sites: {
      valid: await both({ notBeforeDate: days(-1), notAfterDate: days(VALID_DAYS) }),
      expired: await both({ notBeforeDate: days(-EXPIRED_AGE_DAYS), notAfterDate: days(-1) }),
    },
  };
}

/** @param issuer null makes it sign itself */
async function issueAuthority(
  generate: Generate,
  name: string,
  validity: Validity,
  pathLenConstraint: number,
  issuer: Issuer | null,
): Promise<Issuer> {
  const issued = await generate([{ name: 'commonName', value: name }], {
    ...validity,
    keyType: 'ec',
    algorithm: 'sha256',
    ...(issuer && { ca: issuer }),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key: issued.private, cert: issued.cert };
}

async function issueSite(
  generate: Generate,
  name: string,
  validity: Validity,
  issuer: Issuer,
): Promise<SiteCertificate> {
  const isOwn = name !== OTHER_NAME;
  const issued = await generate([{ name: 'commonName', value: name }], {
    ...validity,
    keyType: 'ec',
    algorithm: 'sha256',
    ca: issuer,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: name }, ...(isOwn ? [{ type: 7 as const, ip: '127.0.0.1' }] : [])],
      },
    ],
  });
  return { keyPem: issued.private, certPem: issued.cert, intermediatePem: issuer.cert };
}
