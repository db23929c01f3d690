/**
 * The columns of the workbook, in their order: KooGallery's sheet has the seller's conclusion in F, G and H
 * ("Managing SaaS Assets", Appeal). Titles: `reports.columns.<key>`; widths in characters.
 */
export const COLUMNS = [
  { key: 'findingId', letter: 'A', width: 38 },
  { key: 'vulnerability', letter: 'B', width: 30 },
  { key: 'severity', letter: 'C', width: 22 },
  { key: 'location', letter: 'D', width: 42 },
  { key: 'evidence', letter: 'E', width: 72 },
  { key: 'conclusion', letter: 'F', width: 18 },
  { key: 'explanation', letter: 'G', width: 48 },
  { key: 'reference', letter: 'H', width: 36 },
] as const;
export type ColumnKey = (typeof COLUMNS)[number]['key'];

/** Ours: what is there is compared on upload, never read. */
export const OUR_COLUMNS = ['findingId', 'vulnerability', 'severity', 'location', 'evidence'] as const;
export type OurColumn = (typeof OUR_COLUMNS)[number];
/** The seller's: the only ones that an upload changes. */
export const SELLER_COLUMNS = ['conclusion', 'explanation', 'reference'] as const;
export type SellerColumn = (typeof SELLER_COLUMNS)[number];
