/**
 * The numbers that people are told. Rules import them; a text names one as an argument (`{SCAN_VALID_DAYS}`), which the
 * loader of texts fills in. Each is in the unit of its name.
 */

/** Scan results of a SaaS asset are valid for 30 days (KooGallery, "Managing SaaS Assets", Modifying an Asset). */
export const SCAN_VALID_DAYS = 30;
/** How long an accepted conclusion counts for later scans unless a reviewer says otherwise: as long as a scan. */
export const DECISION_DAYS = 30;
export const DECISION_MAX_DAYS = 180;
/** Advice from the cases of others needs so many cases of so many organizations, so that it tells of none of them. */
export const ADVICE_CASES = 5;
export const ADVICE_ORGANIZATIONS = 3;
/** How long a check of the verification file counts. */
export const OWNERSHIP_VALID_DAYS = 30;
/** How long a new verification file waits for its first check. */
export const TOKEN_VALID_DAYS = 30;
/** A certificate that ends earlier is warned of. */
export const CERTIFICATE_SOON_DAYS = 30;
/** KooGallery reviews an appeal within three working days ("Managing SaaS Assets"). */
export const REVIEW_WORKING_DAYS = 3;
/** A seller may ask for a second look once: two decided appeals of one submission are the end. */
export const APPEALS_PER_SUBMISSION = 2;
/** A claimed review is free again when its reviewer has done nothing for so long. */
export const REVIEW_LEASE_MINUTES = 30;
/** A decision takes effect after so long, unless its reviewer undoes it. */
export const UNDO_SECONDS = 10;
/** Where the rule of two persons is on, a finding of at least this score is accepted by two reviewers or not at all. */
export const TWO_PERSON_CVSS = 9;
/** How long something done is on the overview, and how early it names a scan that ends. */
export const RECENT_DAYS = 14;
export const EXPIRING_WITHIN_DAYS = 14;

/** How long a message is kept after it was made, whatever was tried again since. */
export const MESSAGE_DAYS = 90;
/** A page shows all attempts of a message, and each holds up to a megabyte of a response. */
export const MESSAGE_ATTEMPTS = 20;
/** How often a worker may be lost over a scan or a run. */
export const RUN_ATTEMPTS = 3;
/** A probe of an approved asset is not repeated earlier. */
export const PROBES_APART_HOURS = 6;

/** A signature counts this long before and after its timestamp (HTTP Body Signature, SaaS Access Guide V2.0). */
export const SIGNATURE_VALID_SECONDS = 60;
/** KooGallery hangs up at 20 s (FAQ); older requirement pages promise a response within 5 s. */
export const ANSWER_SECONDS = 5;
export const HANG_UP_SECONDS = 20;
/** How long KooGallery repeats what failed (SaaS Access Guide, retries): an order, and a change of an instance. */
export const ORDER_RETRY_HOURS = 3;
export const CHANGE_RETRY_HOURS = 1;

/** KooGallery documents no limits for an asset's name and description; these are ours. */
export const ASSET_NAME_LENGTH = 64;
export const ASSET_DESCRIPTION_LENGTH = 2_000;
export const PERSON_NAME_LENGTH = 100;
export const LOGIN_PASSWORD_LENGTH = 50;
export const AVOIDED_PATH_LENGTH = 256;
export const EXTENSION_TEXT_LENGTH = 64;

/** A report of so many findings goes out and comes back. */
export const WORKBOOK_FINDINGS = 10_000;
export const WORKBOOK_MB = 20;
export const UNPACKED_WORKBOOK_MB = 100;
export const EVIDENCE_MB = 10;
/** All files that an organization has uploaded, the same bytes counted once. */
export const ORGANIZATION_FILES_MB = 2_048;
/** A report of another scanner with all requests and responses in it. */
export const OPINION_MB = 20;
/** What a larger verification file holds is not ours. */
export const VERIFICATION_FILE_KIB = 64;
export const TOOLKIT_MESSAGE_KIB = 256;
/** Status line and headers together; Node answers a longer head with an error. */
export const HEAD_KIB = 64;
