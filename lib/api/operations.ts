import type { Operation } from './operation';
import { APPEAL_OPERATIONS } from './operations/appeal-operations';
import { ASSET_OPERATIONS } from './operations/asset-operations';
import { CONNECTION_OPERATIONS } from './operations/connection-operations';
import { PRODUCT_OPERATIONS } from './operations/product-operations';
import { RECORD_OPERATIONS } from './operations/record-operations';
import { SCAN_OPERATIONS } from './operations/scan-operations';
import { SUBMISSION_OPERATIONS } from './operations/submission-operations';
import { WEBSITE_OPERATIONS } from './operations/website-operations';

/** Everything that a program can ask for, in the order of the document. */
export const OPERATIONS: readonly Operation[] = [
  ...ASSET_OPERATIONS,
  ...WEBSITE_OPERATIONS,
  ...SCAN_OPERATIONS,
  ...CONNECTION_OPERATIONS,
  ...SUBMISSION_OPERATIONS,
  ...APPEAL_OPERATIONS,
  ...PRODUCT_OPERATIONS,
  ...RECORD_OPERATIONS,
];
