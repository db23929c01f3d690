import { FAULTS, type FaultName, type IsFaultOn, SLOW_DEFAULT_MS } from './faults';
import { createKitRecords, type KitRecords } from './interface/kit-records';

export const SITE_NAMES = ['safe', 'vulnerable'] as const;
export type SiteName = (typeof SITE_NAMES)[number];

export const isSiteName = (value: string): value is SiteName => value === 'safe' || value === 'vulnerable';

/** A key belongs to an interface type: the basic interfaces and those of joint operations never share one. */
export type KeyKind = 'basic' | 'kit';

/** What the control panel changes and the sites read. It lives in memory and ends with the process. */
export type SellerState = {
  verificationFile(site: SiteName): Uint8Array | null;
  setVerificationFile(site: SiteName, content: Uint8Array | null): void;
  /** Null while none is set. */
  accessKey(site: SiteName, kind?: KeyKind): string | null;
  setAccessKey(site: SiteName, accessKey: string | null, kind?: KeyKind): void;
  /** What joint operations have synchronised. */
  kitRecords(site: SiteName): KitRecords;
  isFaultOn: IsFaultOn;
  setFault(name: FaultName, isOn: boolean): void;
  /** Calls the listener after each switch of a fault that changes something. */
  onFaultChange(listener: (name: FaultName) => void): void;
  /** Delay of the fault `slow` in milliseconds. */
  slowMs(): number;
  setSlowMs(ms: number): void;
};

type StartingKeys = { accessKey: string | null; kitAccessKey: string | null };

/** @param keys what both sites start with; null leaves those interfaces closed until one is set */
export function createSellerState({ accessKey, kitAccessKey }: StartingKeys): SellerState {
  const files: Record<SiteName, Uint8Array | null> = { safe: null, vulnerable: null };
  const keys: Record<KeyKind, Record<SiteName, string | null>> = {
    basic: { safe: accessKey, vulnerable: accessKey },
    kit: { safe: kitAccessKey, vulnerable: kitAccessKey },
  };
  const records = { safe: createKitRecords(), vulnerable: createKitRecords() };
  const faultsOn = new Set<FaultName>();
  const listeners: ((name: FaultName) => void)[] = [];
  let slowMs = SLOW_DEFAULT_MS;
  return {
    verificationFile: (site) => files[site],
    setVerificationFile: (site, content) => {
      files[site] = content;
    },
    accessKey: (site, kind = 'basic') => keys[kind][site],
    setAccessKey: (site, key, kind = 'basic') => {
      keys[kind][site] = key;
    },
    kitRecords: (site) => records[site],
    isFaultOn: (name) => faultsOn.has(name),
    setFault: (name, isOn) => {
      if (faultsOn.has(name) === isOn) return;
      if (isOn) faultsOn.add(name);
      else faultsOn.delete(name);
      for (const listener of listeners) listener(name);
    },
    onFaultChange: (listener) => {
      listeners.push(listener);
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
    ([name, { scope, protocols, description }]) => ({
      name,
      scope,
      protocols,
      description,
      isEnabled: state.isFaultOn(name),
    }),
  );
