import type { FaultEntries } from './fault-entry';

/** The website is at fault; its signed interfaces are not concerned. */
export const SITE_FAULTS = {
  'catch-all-200': {
    scope: 'site',
    protocols: [],
    description: 'Answers every missing page with 200 and the home page.',
  },
  'session-dies': {
    scope: 'site',
    protocols: [],
    description: 'Ends a session after eight pages behind the login.',
  },
} as const satisfies FaultEntries;
