import type { MessageKeys, NestedKeyOf } from 'next-intl';
import type { Locale } from './locales';
import type agreement from './messages/en/agreement.json';
import type api from './messages/en/api.json';
import type appeals from './messages/en/appeals.json';
import type assets from './messages/en/assets.json';
import type audit from './messages/en/audit.json';
import type auditCommand from './messages/en/audit-command.json';
import type auth from './messages/en/auth.json';
import type bulk from './messages/en/bulk.json';
import type calendar from './messages/en/calendar.json';
import type common from './messages/en/common.json';
import type connection from './messages/en/connection.json';
import type connectionAdversarial from './messages/en/connection-adversarial.json';
import type connectionChecks from './messages/en/connection-checks.json';
import type connectionDiagnosis from './messages/en/connection-diagnosis.json';
import type connectionExplain from './messages/en/connection-explain.json';
import type connectionExplainFields from './messages/en/connection-explain-fields.json';
import type connectionRun from './messages/en/connection-run.json';
import type connectionSignature from './messages/en/connection-signature.json';
import type conversation from './messages/en/conversation.json';
import type decisions from './messages/en/decisions.json';
import type drift from './messages/en/drift.json';
import type errors from './messages/en/errors.json';
import type errorsApi from './messages/en/errors-api.json';
import type errorsAppeals from './messages/en/errors-appeals.json';
import type errorsAssets from './messages/en/errors-assets.json';
import type errorsAuth from './messages/en/errors-auth.json';
import type errorsCalendar from './messages/en/errors-calendar.json';
import type errorsConnection from './messages/en/errors-connection.json';
import type errorsCron from './messages/en/errors-cron.json';
import type errorsDrift from './messages/en/errors-drift.json';
import type errorsMessages from './messages/en/errors-messages.json';
import type errorsNotices from './messages/en/errors-notices.json';
import type errorsOpinions from './messages/en/errors-opinions.json';
import type errorsOwnership from './messages/en/errors-ownership.json';
import type errorsPassport from './messages/en/errors-passport.json';
import type errorsPeople from './messages/en/errors-people.json';
import type errorsProducts from './messages/en/errors-products.json';
import type errorsReports from './messages/en/errors-reports.json';
import type errorsScans from './messages/en/errors-scans.json';
import type errorsStorage from './messages/en/errors-storage.json';
import type errorsSubmissions from './messages/en/errors-submissions.json';
import type errorsTls from './messages/en/errors-tls.json';
import type errorsWebhooks from './messages/en/errors-webhooks.json';
import type errorsWebsites from './messages/en/errors-websites.json';
import type exchange from './messages/en/exchange.json';
import type findingsActive from './messages/en/findings-active.json';
import type findingsBrowser from './messages/en/findings-browser.json';
import type findingsCommands from './messages/en/findings-commands.json';
import type findingsCsrf from './messages/en/findings-csrf.json';
import type findingsFiles from './messages/en/findings-files.json';
import type findingsHeaders from './messages/en/findings-headers.json';
import type findingsLeakage from './messages/en/findings-leakage.json';
import type findingsTls from './messages/en/findings-tls.json';
import type findingsTrojan from './messages/en/findings-trojan.json';
import type findingsUpload from './messages/en/findings-upload.json';
import type findingsXml from './messages/en/findings-xml.json';
import type globalError from './messages/en/global-error.json';
import type help from './messages/en/help.json';
import type mail from './messages/en/mail.json';
import type messages from './messages/en/messages.json';
import type nextStep from './messages/en/next-step.json';
import type notices from './messages/en/notices.json';
import type opinions from './messages/en/opinions.json';
import type outage from './messages/en/outage.json';
import type overview from './messages/en/overview.json';
import type ownership from './messages/en/ownership.json';
import type passport from './messages/en/passport.json';
import type passportCommand from './messages/en/passport-command.json';
import type products from './messages/en/products.json';
import type readiness from './messages/en/readiness.json';
import type reports from './messages/en/reports.json';
import type requests from './messages/en/requests.json';
import type review from './messages/en/review.json';
import type scan from './messages/en/scan.json';
import type scans from './messages/en/scans.json';
import type settings from './messages/en/settings.json';
import type shell from './messages/en/shell.json';
import type signing from './messages/en/signing.json';
import type signingCommand from './messages/en/signing-command.json';
import type statusLine from './messages/en/status-line.json';
import type testCommand from './messages/en/test-command.json';
import type toolkit from './messages/en/toolkit.json';
import type trend from './messages/en/trend.json';
import type trends from './messages/en/trends.json';
import type websites from './messages/en/websites.json';
import type xray from './messages/en/xray.json';

/** The texts of the first language, as types: a key that is not there does not compile. */
export type AppMessages = {
  agreement: typeof agreement;
  api: typeof api;
  appeals: typeof appeals;
  assets: typeof assets;
  audit: typeof audit;
  auth: typeof auth;
  bulk: typeof bulk;
  calendar: typeof calendar;
  common: typeof common;
  'connection-adversarial': typeof connectionAdversarial;
  'connection-checks': typeof connectionChecks;
  'connection-diagnosis': typeof connectionDiagnosis;
  'connection-explain-fields': typeof connectionExplainFields;
  'connection-explain': typeof connectionExplain;
  'connection-run': typeof connectionRun;
  'connection-signature': typeof connectionSignature;
  connection: typeof connection;
  conversation: typeof conversation;
  decisions: typeof decisions;
  drift: typeof drift;
  exchange: typeof exchange;
  'findings-active': typeof findingsActive;
  'findings-browser': typeof findingsBrowser;
  'findings-commands': typeof findingsCommands;
  'findings-csrf': typeof findingsCsrf;
  'findings-files': typeof findingsFiles;
  'findings-headers': typeof findingsHeaders;
  'findings-leakage': typeof findingsLeakage;
  'findings-upload': typeof findingsUpload;
  'findings-tls': typeof findingsTls;
  'findings-trojan': typeof findingsTrojan;
  'findings-xml': typeof findingsXml;
  'global-error': typeof globalError;
  help: typeof help;
  mail: typeof mail;
  messages: typeof messages;
  'next-step': typeof nextStep;
  notices: typeof notices;
  opinions: typeof opinions;
  outage: typeof outage;
  overview: typeof overview;
  ownership: typeof ownership;
  'audit-command': typeof auditCommand;
  'passport-command': typeof passportCommand;
  passport: typeof passport;
  products: typeof products;
  readiness: typeof readiness;
  reports: typeof reports;
  requests: typeof requests;
  review: typeof review;
  scan: typeof scan;
  scans: typeof scans;
  settings: typeof settings;
  shell: typeof shell;
  'signing-command': typeof signingCommand;
  signing: typeof signing;
  'status-line': typeof statusLine;
  'test-command': typeof testCommand;
  toolkit: typeof toolkit;
  trend: typeof trend;
  trends: typeof trends;
  websites: typeof websites;
  xray: typeof xray;
  errors: typeof errors & {
    api: typeof errorsApi;
    appeals: typeof errorsAppeals;
    assets: typeof errorsAssets;
    auth: typeof errorsAuth;
    calendar: typeof errorsCalendar;
    connection: typeof errorsConnection;
    cron: typeof errorsCron;
    drift: typeof errorsDrift;
    messages: typeof errorsMessages;
    notices: typeof errorsNotices;
    opinions: typeof errorsOpinions;
    ownership: typeof errorsOwnership;
    passport: typeof errorsPassport;
    people: typeof errorsPeople;
    products: typeof errorsProducts;
    reports: typeof errorsReports;
    scans: typeof errorsScans;
    storage: typeof errorsStorage;
    submissions: typeof errorsSubmissions;
    tls: typeof errorsTls;
    webhooks: typeof errorsWebhooks;
    websites: typeof errorsWebsites;
  };
};

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: AppMessages;
  }
}

/** The keys of the texts in a namespace: `title`, `empty.text`. */
export type KeyIn<Namespace extends keyof AppMessages> = MessageKeys<
  AppMessages[Namespace],
  NestedKeyOf<AppMessages[Namespace]>
>;
/** The full key of a text: `assets.title`. */
export type MessageKey = MessageKeys<AppMessages, NestedKeyOf<AppMessages>>;

type FindingFile = Extract<keyof AppMessages, `findings-${string}`>;
export type FindingIn<File extends FindingFile> = keyof AppMessages[File] & string;
/** What a check can report: title, reason and fix are below it. */
export type FindingKey = { [File in FindingFile]: `${File}.${FindingIn<File>}` }[FindingFile];

declare module '@/lib/core/errors' {
  interface ErrorTexts {
    key: KeyIn<'errors'>;
  }
}
