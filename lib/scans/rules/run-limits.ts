/** At most five scan services of a seller at the same time (KooGallery, "Managing SaaS Assets"). */
export const MAX_SCANS_AT_ONCE = 5;

/** How often a scan may lose its worker before it ends as incomplete instead of being tried again. */
export const MAX_RUN_ATTEMPTS = 3;
