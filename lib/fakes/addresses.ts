import type { SiteName } from './seller-state';

/** The name that KooGallery's scanner is known to use. */
export const VERIFICATION_FILE_PATH = '/hwwebscan_verify.html';

/** One production path for all activities, as the protocol wants. */
export const PRODUCE_PATH = '/saas/produce';

/** The joint-operations interfaces (koogallery-protocol §2.2): their paths are below the production URL's origin. */
export const KIT_INTERFACES = [
  'tenantSync',
  'applicationSync',
  'authSync',
  'singleOrgSync',
  'allOrgSync',
] as const;
export type KitInterface = (typeof KIT_INTERFACES)[number];

const KIT_PATH = '/produceAPI/v2/';

/** The interface that a path belongs to, or null. */
export const kitInterfaceAt = (path: string): KitInterface | null =>
  KIT_INTERFACES.find((name) => path === KIT_PATH + name) ?? null;

export type SiteAddresses = {
  origin: string;
  port: number;
  loginUrl: string;
  /** A page that only a signed-in visitor sees. */
  verifyUrl: string;
  produceUrl: string;
  kitUrls: Record<KitInterface, string>;
  verificationFileUrl: string;
};

export type SellerAddresses = {
  sites: Record<SiteName, SiteAddresses>;
  /** Plain HTTP: the control panel. */
  controlUrl: string;
  /** The authority that issued both sites' certificate; a client must be told to trust it. */
  caPem: string;
  /** The RSA key under which `clientSecret` of `applicationSync` is encrypted (RSA-OAEP). */
  kitPublicKeyPem: string;
};

export function siteAddresses(port: number): SiteAddresses {
  const origin = `https://localhost:${port}`;
  const kitUrls = Object.fromEntries(KIT_INTERFACES.map((name) => [name, origin + KIT_PATH + name]));
  return {
    origin,
    port,
    loginUrl: `${origin}/login`,
    verifyUrl: `${origin}/app`,
    produceUrl: origin + PRODUCE_PATH,
    kitUrls: kitUrls as Record<KitInterface, string>,
    verificationFileUrl: origin + VERIFICATION_FILE_PATH,
  };
}
