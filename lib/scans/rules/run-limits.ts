/** At most five scan services of a seller at the same time (KooGallery, "Managing SaaS Assets"). */
export const MAX_SCANS_AT_ONCE = 5;
/** While as many run, a bulk act starts no more: the others are left to single scans and submissions. */
export const BULK_SCANS_AT_ONCE = 3;
/** How many files a scan leaves at one form, beside its texts: a file tells nothing about a text field, and the other way round. */
export const MAX_UPLOADS = 6;
