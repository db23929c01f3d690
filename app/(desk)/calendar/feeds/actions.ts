'use server';

import { formAction } from '@/app/form-action';
import { makeFeed } from '@/lib/calendar/feeds/make-feed';
import { revokeFeed } from '@/lib/calendar/feeds/revoke-feed';
import { configuration } from '@/lib/config/configuration';

/** Answers with the whole address, to be copied. */
export const makeFeedAction = formAction('make-calendar-feed', makeFeed, {
  answer: ({ path }) => ({ shown: new URL(path, configuration().NEXTAUTH_URL).href }),
});

export const revokeFeedAction = formAction('revoke-calendar-feed', revokeFeed);
