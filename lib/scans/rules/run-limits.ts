/** At most five scan services of a seller at the same time (KooGallery, "Managing SaaS Assets"). */
export const MAX_SCANS_AT_ONCE = 5;

/** How often a scan may lose its worker before it ends as incomplete instead of being tried again. */
export const MAX_RUN_ATTEMPTS = 3;

/**
 * How often a running scan shows that it lives, writes its progress, and looks whether the seller pressed Stop: a part
 * of the two seconds within which it stops, and of the silence after which another worker takes it over.
 */
export const BEAT_MS = 500;
