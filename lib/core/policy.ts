/**
 * The numbers that people are told. Rules import them; a text names one as an argument (`{SCAN_VALID_DAYS}`), which the
 * loader of texts fills in. Each is in the unit of its name.
 */

/** Scan results of a SaaS asset are valid for 30 days (KooGallery, "Managing SaaS Assets", Modifying an Asset). */
export const SCAN_VALID_DAYS = 30;
/** How long an accepted conclusion counts for later scans unless a reviewer says otherwise: as long as a scan. */
export const DECISION_DAYS = 30;
export const DECISION_MAX_DAYS = 180;
/** An accepted risk ends no earlier: its review takes days, with questions more. */
export const RISK_MIN_DAYS = 7;
/** Advice from the cases of others needs so many cases of so many organizations, so that it tells of none of them. */
export const ADVICE_CASES = 5;
export const ADVICE_ORGANIZATIONS = 3;
/** How long a check of the verification file counts. */
export const OWNERSHIP_VALID_DAYS = 30;
/** How long a new verification file waits for its first check. */
export const TOKEN_VALID_DAYS = 30;
/** Redirects that are followed to the verification file. */
export const VERIFICATION_REDIRECTS = 5;
/** A certificate that ends earlier is warned of. */
export const CERTIFICATE_SOON_DAYS = 30;
/** KooGallery reviews an appeal within three working days ("Managing SaaS Assets"). */
export const REVIEW_WORKING_DAYS = 3;
/** An automatic scan starts within so many hours from the chosen one. */
export const RESCAN_WINDOW_HOURS = 4;
/** How long before its end operators are told that the calendar of the reviewers ends. Days. */
export const CALENDAR_NOTICE_DAYS = 60;
/** A seller may ask for a second look once: two decided appeals of one submission are the end. */
export const APPEALS_PER_SUBMISSION = 2;
/** A claimed review is free again when its reviewer has done nothing for so long. */
export const REVIEW_LEASE_MINUTES = 30;
/** A decision takes effect after so long, unless its reviewer undoes it. */
export const UNDO_SECONDS = 10;
/** Where the rule of two persons is on, a finding of at least this score is accepted by two reviewers or not at all. */
export const TWO_PERSON_CVSS = 9;
/** How long a browser keeps what was typed and could not be saved. */
export const DRAFT_DAYS = 30;
/** How long something done is on the overview, and how early it names a scan that ends. */
export const RECENT_DAYS = 14;
export const EXPIRING_WITHIN_DAYS = 14;
/** How many weeks the trends of an organization are shown for; messages are kept longer. */
export const TREND_WEEKS = 12;

/** A scan stops when a site has become so many times slower than it was at first. */
export const SLOWED_TIMES = 5;
/** Requests a second, and requests under way at once: the most that a seller may choose, and where a scan begins. */
export const SCAN_RATE_MAX = 20;
export const SCAN_CONCURRENCY_MAX = 10;
export const SCAN_CONCURRENCY = 2;

/** How long a message is kept after it was made, whatever was tried again since. */
export const MESSAGE_DAYS = 90;
/** How long a notice stays in the inbox, read or not, with what happened. */
export const NOTICE_DAYS = 180;
/** How long the log of a webhook keeps a delivery that has ended. */
export const DELIVERY_DAYS = 30;
/** A page shows all attempts of a message, and each holds up to a megabyte of a response. */
export const MESSAGE_ATTEMPTS = 20;
/** Messages that are sent again at once: a seller that answers slowly is not to be flooded. */
export const RESTARTS_AT_ONCE = 2;
/** How often a worker may be lost over a scan or a run. */
export const RUN_ATTEMPTS = 3;
/** A probe of an approved asset is not repeated earlier. */
export const PROBES_APART_HOURS = 6;
/** An approved website is compared with its snapshot so often, and the end of its certificate told so early. */
export const DRIFT_LOOK_HOURS = 24;
export const DRIFT_CERTIFICATE_DAYS = 14;

/** A signature counts this long before and after its timestamp (HTTP Body Signature, SaaS Access Guide V2.0). */
export const SIGNATURE_VALID_SECONDS = 60;
/** KooGallery hangs up at 20 s (FAQ); older requirement pages promise a response within 5 s. */
export const ANSWER_SECONDS = 5;
export const HANG_UP_SECONDS = 20;
/** How long KooGallery repeats what failed (SaaS Access Guide, retries): an order, and a change of an instance. */
export const ORDER_RETRY_HOURS = 3;
export const CHANGE_RETRY_HOURS = 1;

/** The shortest RSA key for `applicationSync`, which asks for RSA-OAEP (protocol page §2.2). */
export const KIT_KEY_BITS = 3_072;

/** KooGallery documents no limits for an asset's name and description; these are ours. */
export const ASSET_NAME_LENGTH = 64;
export const ASSET_DESCRIPTION_LENGTH = 2_000;
/** Nor any for a product's name and note. */
export const PRODUCT_NAME_LENGTH = 64;
export const PRODUCT_NOTE_LENGTH = 2_000;
export const PERSON_NAME_LENGTH = 100;
export const LOGIN_PASSWORD_LENGTH = 50;
export const LOGIN_HEADERS = 5;
export const AVOIDED_PATH_LENGTH = 256;
export const EXTENSION_TEXT_LENGTH = 64;

/** A report of so many findings goes out and comes back. */
export const WORKBOOK_FINDINGS = 10_000;
export const WORKBOOK_MB = 20;
/** A workbook of the asset list is written whole; CSV goes out as it is read, however long the list is. */
export const EXPORTED_WORKBOOK_ASSETS = 10_000;
/** One act for many rows of a list: rows that it may have, and up to how many whoever asks waits for them. */
export const BULK_ROWS = 5_000;
export const BULK_ROWS_AT_ONCE = 100;
/** How long what became of each row is kept. */
export const BULK_DAYS = 90;
export const UNPACKED_WORKBOOK_MB = 100;
export const EVIDENCE_MB = 10;
export const PICTURE_MEGAPIXELS = 50;
/** A request or a response that is given as proof. */
export const EXCHANGE_KIB = 64;
/** All files that an organization has uploaded, the same bytes counted once. */
export const ORGANIZATION_FILES_MB = 2_048;
/** A report of another scanner with all requests and responses in it. */
export const OPINION_MB = 20;
/** What a larger verification file holds is not ours. */
export const VERIFICATION_FILE_KIB = 64;
export const TOOLKIT_MESSAGE_KIB = 256;
/** Status line and headers together; Node answers a longer head with an error. */
export const HEAD_KIB = 64;

/** Owners hear of what needs somebody when nobody has read it for so long. */
export const NOTICE_ESCALATION_DAYS = 3;
/** The daily digest goes out at this hour by its reader's clock. */
export const DIGEST_HOUR = 8;
/** A reviewer hears that their lease ends so long before it does. */
export const CLAIM_ENDING_MINUTES = 5;

/** A link that an owner, an administrator or an invitation has made sets a password for so long. */
export const PASSWORD_LINK_DAYS = 3;
/** One that somebody has asked for at the sign-in page. */
export const RESET_LINK_MINUTES = 60;

/** Codes for when the device of the second step is lost. */
export const RECOVERY_CODES = 10;

/** Calendar feeds that a member may have in an organization. */
export const CALENDAR_FEEDS_MAXIMUM = 10;
export const CALENDAR_FEED_NAME_LENGTH = 60;

/** Views of the asset list that a member may keep in an organization. */
export const SAVED_VIEWS_MAXIMUM = 20;
export const SAVED_VIEW_NAME_LENGTH = 60;

/** Webhooks that an organization may have. */
export const WEBHOOKS_MAXIMUM = 5;
/** So many deliveries in a row that are given up switch a webhook off. */
export const WEBHOOK_FAILURES = 3;
/** After a rotation the secret before signs so long beside the new one. */
export const WEBHOOK_OVERLAP_HOURS = 24;
/** A receiver of a webhook answers within so long. */
export const WEBHOOK_SECONDS = 15;

/** API keys that an organization may have, those that have expired included. */
export const API_KEYS_MAXIMUM = 20;
export const API_KEY_NAME_LENGTH = 60;
export const API_KEY_DAYS = 90;
export const API_KEY_DAYS_MAXIMUM = 365;
/** Requests with one key. */
export const API_REQUESTS_A_MINUTE = 300;
export const API_BODY_KIB = 256;
/** What a request with an idempotency key was answered is kept so long. */
export const API_ANSWER_HOURS = 24;
