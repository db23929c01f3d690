/** Pages of KooGallery's own documentation, each named by the texts `help.pages`. */
export const HELP_PAGES = {
  assets: 'https://support.huaweicloud.com/intl/en-us/sp-marketplace/en-us_topic_0284625596.html',
  accessGuide: 'https://support.huaweicloud.com/intl/en-us/accessg-marketplace/',
  requestSignature: 'https://support.huaweicloud.com/intl/en-us/accessg-marketplace/topic_0070649090.html',
  authToken: 'https://support.huaweicloud.com/intl/en-us/accessg-marketplace/en-us_topic_0070649066.html',
  bodySign: 'https://support.huaweicloud.com/intl/en-us/accessg-marketplace/en-us_topic_0082027567.html',
  queryInstance: 'https://support.huaweicloud.com/eu/accessg-marketplace/en-us_topic_000010.html',
  changeInstanceCheck:
    'https://support.huaweicloud.com/intl/en-us/accessg-marketplace/en-us_topic_0000002464934193.html',
} as const;
export type HelpPage = keyof typeof HELP_PAGES;

/** What pages explain where they ask for something that is a rule of KooGallery, and where the rule is written. */
export const STEP_TOPICS = {
  ownershipFile: ['assets'],
  scanGate: ['assets'],
  appealColumns: ['assets'],
  connection: ['accessGuide', 'assets'],
  interfaceV2: ['requestSignature', 'accessGuide'],
  interfaceV1: ['authToken', 'bodySign', 'accessGuide'],
  productRelease: ['assets'],
  deadlines: ['assets'],
} as const satisfies Record<string, readonly HelpPage[]>;
export type HelpTopic = keyof typeof STEP_TOPICS;

/** The interfaces of V2.0 that have a page of their own. */
const INTERFACE_PAGES = ['queryInstance', 'changeInstanceCheck'] as const satisfies readonly HelpPage[];

/** The page of one interface, where there is one. */
export const interfacePage = (activity: string): HelpPage | undefined =>
  INTERFACE_PAGES.find((page) => page === activity);
