/** At most five scan services of a seller at the same time (KooGallery, "Managing SaaS Assets"). */
export const MAX_SCANS_AT_ONCE = 5;
