/** The unique indexes whose refusal means something to a person, or to a verb that tries again. */
export const UNIQUE_INDEXES = [
  'Appeal_one_open_per_submission',
  'Asset_name_once_per_organization',
  'ConnectionCase_assetId_protocol_activity_name_key',
  'ConnectionRun_one_unfinished_per_asset',
  'Identity_pkey',
  'MessageRestartItem_one_open_per_message',
  'PassportKey_one_current',
  'Product_name_once_on_sale',
  'Scan_one_running_per_host',
  'Scan_one_unfinished_per_website',
  'SecondOpinion_websiteId_sha256_key',
  'User_email_key',
  'Website_host_once_per_organization',
] as const;

export type UniqueIndex = (typeof UNIQUE_INDEXES)[number];
