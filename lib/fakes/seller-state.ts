import { FAULTS, type FaultName, SLOW_DEFAULT_MS } from './faults';

export const SITE_NAMES = ['safe', 'vulnerable'] as const;
export type SiteName = (typeof SITE_NAMES)[number];

export const isSiteName = (value: string): value is SiteName => value === 'safe' || value === 'vulnerable';

/** What the control panel changes and the sites read. It lives in memory and ends with the process. */
export type SellerState = {
  verificationFile(site: SiteName): Uint8Array | null;
  setVerificationFile(site: SiteName, content: Uint8Array | null): void;
  accessKey(site: SiteName): string | null;
  setAccessKey(site: SiteName, accessKey: string | null): void;
  isFaultOn(name: FaultName): boolean;
  setFault(name: FaultName, isOn: boolean): void;
  /** Delay of the fault `slow` in milliseconds. */
  slowMs(): number;
  setSlowMs(ms: number): void;
};

/** @param accessKey the key both sites start with; null leaves the signed interface closed until one is set */
export function createSellerState(accessKey: string | null): SellerState {
  const files: Record<SiteName, Uint8Array | null> = { safe: null, vulnerable: null };
  const keys: Record<SiteName, string | null> = { safe: accessKey, vulnerable: accessKey };
  const faultsOn = new Set<FaultName>();
  let slowMs = SLOW_DEFAULT_MS;
  return {
    verificationFile: (site) => files[site],
    setVerificationFile: (site, content) => {
      files[site] = content;
    },
    accessKey: (site) => keys[site],
    setAccessKey: (site, key) => {
      keys[site] = key;
    },
    isFaultOn: (name) => faultsOn.has(name),
    setFault: (name, isOn) => {
      if (isOn) faultsOn.add(name);
      else faultsOn.delete(name);
    },
    slowMs: () => slowMs,
    setSlowMs: (ms) => {
      slowMs = ms;
    },
  };
}

/** Faults with their state, as the panel and `GET /control/state` list them. */
export const listFaults = (state: SellerState) =>
  (Object.entries(FAULTS) as [FaultName, (typeof FAULTS)[FaultName]][]).map(
    ([name, { scope, description }]) => ({
      name,
      scope,
      description,
      isEnabled: state.isFaultOn(name),
    }),
  );
