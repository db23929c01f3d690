import type { RescanTime } from '@/lib/scans/rules/rescan-window';

export type Named = { id: string; name: string };

/** A website with what is known of its next days. */
export type DatedWebsite = Named & {
  /** The live assets that use it, by name. */
  assets: Named[];
  /** The newest scan that came to an end, where it is complete. */
  scan: { id: string; completedAt: Date } | null;
  /** When it is scanned again by itself; null where nobody has chosen that, or no scan was complete yet. */
  rescan: (RescanTime & { savedAt: Date; completedAt: Date }) | null;
};

/** A review under way whose clock runs. */
export type DatedReview = {
  submissionId: string;
  number: number;
  asset: Named;
  deadlineAt: Date;
  since: Date;
};

/** From the first instant to the last, which is not in it. */
export type TimeRange = { from: Date; to: Date };
