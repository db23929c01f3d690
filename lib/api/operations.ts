import type { Operation } from './operation';
import { APPEAL_OPERATIONS } from './operations/appeal-operations';
import { ASSET_OPERATIONS } from './operations/asset-operations';
import { CASE_OPERATIONS } from './operations/case-operations';
import { CONNECTION_OPERATIONS } from './operations/connection-operations';
import { CONVERSATION_OPERATIONS } from './operations/conversation-operations';
import { EVIDENCE_OPERATIONS } from './operations/evidence-operations';
import { LOGIN_OPERATIONS } from './operations/login-operations';
import { OPINION_OPERATIONS } from './operations/opinion-operations';
import { PASSPORT_OPERATIONS } from './operations/passport-operations';
import { PRODUCT_OPERATIONS } from './operations/product-operations';
import { RECORD_OPERATIONS } from './operations/record-operations';
import { RESTART_OPERATIONS } from './operations/restart-operations';
import { RETEST_OPERATIONS } from './operations/retest-operations';
import { SCAN_OPERATIONS } from './operations/scan-operations';
import { SUBMISSION_OPERATIONS } from './operations/submission-operations';
import { WATCH_OPERATIONS } from './operations/watch-operations';
import { WEBSITE_OPERATIONS } from './operations/website-operations';
import { WORKBOOK_OPERATIONS } from './operations/workbook-operations';

/** Everything that a program can ask for, in the order of the document. */
export const OPERATIONS: readonly Operation[] = [
  ...ASSET_OPERATIONS,
  ...WEBSITE_OPERATIONS,
  ...LOGIN_OPERATIONS,
  ...WATCH_OPERATIONS,
  ...SCAN_OPERATIONS,
  ...RETEST_OPERATIONS,
  ...OPINION_OPERATIONS,
  ...CONNECTION_OPERATIONS,
  ...CASE_OPERATIONS,
  ...RESTART_OPERATIONS,
  ...SUBMISSION_OPERATIONS,
  ...PASSPORT_OPERATIONS,
  ...APPEAL_OPERATIONS,
  ...EVIDENCE_OPERATIONS,
  ...WORKBOOK_OPERATIONS,
  ...CONVERSATION_OPERATIONS,
  ...PRODUCT_OPERATIONS,
  ...RECORD_OPERATIONS,
];
