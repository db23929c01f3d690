import { generate } from 'selfsigned';

/** PEM texts; `chain` is the certificate followed by those that a server has to send with it. */
export type Issued = { key: string; cert: string; chain: string };

const authority = [
  { name: 'basicConstraints', cA: true, critical: true },
  { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
] as const;
const join = (...certs: string[]) => certs.map((cert) => cert.trim()).join('\n');

/** A test's own authority with an intermediate, and what both sign; nothing of it is kept. */
export async function newAuthority(name = 'Test Root') {
  const root = await issue(name, { isAuthority: true });
  const intermediate = await issue(`${name} Intermediate`, { isAuthority: true, by: root });
  return {
    root: root.cert,
    intermediate: intermediate.cert,
    /** A certificate of the intermediate for one DNS name. */
    leafFor: async (host: string, dates: Dates = {}): Promise<Issued> => {
      const { key, cert } = await issue(host, { by: intermediate, ...dates });
      return { key, cert, chain: join(cert, intermediate.cert) };
    },
  };
}

/** A certificate that vouches for itself. */
export const selfSigned = async (host: string, dates: Dates = {}): Promise<Issued> => {
  const { key, cert } = await issue(host, dates);
  return { key, cert, chain: cert };
};

type Dates = { from?: Date; until?: Date };
type Options = Dates & { isAuthority?: boolean; by?: { key: string; cert: string } };

async function issue(name: string, { isAuthority = false, by, from, until }: Options) {
  const made = await generate([{ name: 'commonName', value: name }], {
    ...{ keyType: 'ec', algorithm: 'sha256' },
    ...(from ? { notBeforeDate: from } : {}),
    ...(until ? { notAfterDate: until } : {}),
    ...(by ? { ca: by } : {}),
    extensions: isAuthority
      ? [...authority]
      : [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return { key: made.private, cert: made.cert };
}
