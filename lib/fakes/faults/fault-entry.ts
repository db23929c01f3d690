/** `V2` and `V1` are the basic interfaces of the two profiles, `kit` the joint-operations interfaces of V2.0. */
export const FAULT_PROTOCOLS = ['V2', 'V1', 'kit'] as const;
export type FaultProtocol = (typeof FAULT_PROTOCOLS)[number];

/** What a fault spoils; the control panel groups by it. */
export const FAULT_SCOPES = [
  'verification',
  'rereading',
  'security',
  'robustness',
  'response',
  'transport',
  'site',
] as const;
export type FaultScope = (typeof FAULT_SCOPES)[number];

/** `protocols`: where the fault shows; none for the website, which speaks no protocol of KooGallery's. */
export type FaultEntry = { scope: FaultScope; protocols: readonly FaultProtocol[]; description: string };

export type FaultEntries = Readonly<Record<string, FaultEntry>>;

export const SIGNED_BODIES = ['V2', 'kit'] as const satisfies readonly FaultProtocol[];
export const BASIC = ['V2', 'V1'] as const satisfies readonly FaultProtocol[];
