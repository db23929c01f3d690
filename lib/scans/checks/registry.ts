import type { Check } from './check';
import { crossDirectoryAccess } from './cross-directory-access';
import { crossSiteRequestForgery } from './cross-site-request-forgery';
import { domRedirection } from './dom-redirection';
import { domXss } from './dom-xss';
import { fileUpload } from './file-upload';
import { foreignPages } from './foreign-pages';
import { contentSecurityPolicy } from './headers/content-security-policy';
import { cookieAttributes } from './headers/cookie-attributes';
import { crossOriginSharing } from './headers/cross-origin-sharing';
import { contentTypeOptions, framing, openerPolicy, referrerPolicy } from './headers/page-headers';
import { subresourceIntegrity } from './headers/subresource-integrity';
import { injectedContent } from './injected-content';
import { backupFiles } from './leakage/backup-files';
import { debugErrors } from './leakage/debug-errors';
import { directoryListing } from './leakage/directory-listing';
import { errorPageVersions, privateAddresses, versionBanners } from './leakage/disclosed-details';
import { exposedFiles } from './leakage/exposed-files';
import { personalData } from './leakage/people/personal-data';
import { provokedErrors } from './leakage/provoked-errors';
import { secretsInPages } from './leakage/secrets-in-pages';
import { servedSource } from './leakage/served-source';
import { sourceMaps } from './leakage/source-maps';
import { osCommandInjection } from './os-command-injection';
import { otherVisitors } from './other-visitors';
import { pathRedirection } from './redirects/path-redirection';
import { reflectedXss } from './reflected-xss';
import { sqlInjection } from './sql-injection';
import { staticFolderTraversal } from './static-folder-traversal';
import { tlsConfiguration } from './tls-configuration';
import { urlRedirection } from './url-redirection';
import { webShells } from './web-shells';
import { xmlEntitiesInBody } from './xml-entities-in-body';
import { xmlEntitiesInFile } from './xml-entities-in-file';
import { xmlEntitiesInValue } from './xml-entities-in-value';

/** Every check of the engine; a class of the checklist without one here is shown as not tested. */
export const CHECKS: readonly Check[] = [
  contentSecurityPolicy,
  cookieAttributes,
  crossOriginSharing,
  framing,
  contentTypeOptions,
  referrerPolicy,
  openerPolicy,
  subresourceIntegrity,
  debugErrors,
  directoryListing,
  exposedFiles,
  backupFiles,
  provokedErrors,
  secretsInPages,
  personalData,
  servedSource,
  privateAddresses,
  versionBanners,
  errorPageVersions,
  sourceMaps,
  reflectedXss,
  domXss,
  domRedirection,
  sqlInjection,
  xmlEntitiesInBody,
  xmlEntitiesInFile,
  xmlEntitiesInValue,
  crossSiteRequestForgery,
  fileUpload,
  osCommandInjection,
  crossDirectoryAccess,
  staticFolderTraversal,
  urlRedirection,
  pathRedirection,
  tlsConfiguration,
  injectedContent,
  foreignPages,
  otherVisitors,
  webShells,
];
