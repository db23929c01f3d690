/** What client components of the kit say, sent with every page; a page adds its own by `ClientMessages`. */
export const BROWSER_TEXTS: readonly string[] = [
  'common.close',
  'common.confirm',
  'common.conflict',
  'common.copy',
  'common.drop',
  'common.errorSummary',
  'common.failure',
  'common.keptTexts',
  'common.optional',
  'common.phase',
  'common.saveState',
  'common.savedAt',
  'common.showMore',
  'common.status',
  'shell.product',
];
