import type { CertificateDates } from './rules/certificate';
import type { Facts, Thing } from './rules/facts';

/** A website or the interface of an asset that is looked at, in the place of which one it is. */
export type DriftWatch = {
  id: string;
  organizationId: string;
  websiteId: string | null;
  assetId: string | null;
  /** The website's host, or the asset's name: both as they are now. */
  name: string;
  /** The approval that it is compared with. */
  approvedAt: Date;
  /** Null until a look after the approval saw something. */
  snapshot: Facts | null;
  snapshotAt: Date | null;
  /** What the newest look saw that saw something. */
  certificate: CertificateDates | null;
  lookedAt: Date | null;
  /** Looks in a row that the website did not answer. */
  failures: number;
  /** Null where no approved asset has it any more. */
  nextLookAt: Date | null;
  version: number;
};

/** Something that is not as approved, from the look that saw it until one that does not. */
export type DriftDifference = {
  id: string;
  thing: Thing;
  /** Empty: it was not there. */
  before: string;
  after: string;
  foundAt: Date;
};

/** What a page shows of one watch. */
export type Drift = Omit<DriftWatch, 'snapshot'> & { differences: DriftDifference[] };
