import type { SiteName } from './seller-state';

/** The name that KooGallery's scanner is known to use. */
export const VERIFICATION_FILE_PATH = '/hwwebscan_verify.html';

/** One production path for all activities, as the protocol wants. */
export const PRODUCE_PATH = '/saas/produce';

export type SiteAddresses = {
  origin: string;
  port: number;
  loginUrl: string;
  /** A page that only a signed-in visitor sees. */
  verifyUrl: string;
  produceUrl: string;
  verificationFileUrl: string;
};

export type SellerAddresses = {
  sites: Record<SiteName, SiteAddresses>;
  /** Plain HTTP: the control panel. */
  controlUrl: string;
  /** The authority that issued both sites' certificate; a client must be told to trust it. */
  caPem: string;
};

export function siteAddresses(port: number): SiteAddresses {
  const origin = `https://localhost:${port}`;
  return {
    origin,
    port,
    loginUrl: `${origin}/login`,
    verifyUrl: `${origin}/app`,
    produceUrl: origin + PRODUCE_PATH,
    verificationFileUrl: origin + VERIFICATION_FILE_PATH,
  };
}
