import type { OpinionCounts, OpinionRow, OpinionSource } from './rules/opinion-row';

/** A report of another scanner, as it is listed. */
export type OpinionRecord = {
  id: string;
  websiteId: string;
  source: OpinionSource;
  /** As the report names them. */
  tool: string;
  toolVersion: string;
  /** When the report was made, in its own words; empty where it says nothing. */
  madeAt: string;
  fileName: string;
  /** Bytes. */
  size: number;
  sha256: string;
  counts: OpinionCounts;
  importedById: string;
  importedByName: string | null;
  importedAt: Date;
};

export type OpinionWithRows = OpinionRecord & { rows: readonly OpinionRow[] };
