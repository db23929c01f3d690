/** At most five scan services of a seller at the same time (KooGallery, "Managing SaaS Assets"). */
export const MAX_SCANS_AT_ONCE = 5;
/** How many files a scan leaves at one form, beside its texts: a file tells nothing about a text field, and the other way round. */
export const MAX_UPLOADS = 6;
