'use server';

import { redirect } from 'next/navigation';
import { formAction } from '@/app/form-action';
import { formText } from '@/app/form-controls';
import { restartedPath } from '@/app/paths';
import { revealExchange } from '@/lib/connection-tests/reveal-exchange';
import { restartMessages } from '@/lib/restarts/restart-messages';

export const revealMessageAction = formAction(
  'reveal-message',
  (context, form: FormData) =>
    revealExchange(context, formText(form, 'messageId'), formText(form, 'attemptId')),
  { read: (form) => form, answer: (revealed) => revealed },
);

export const restartMessagesAction = formAction('restart-messages', restartMessages, {
  read: (form) => ({ messageIds: form.getAll('id').map(String), willSend: formText(form, 'willSend') }),
  answer: ({ restartId }) => redirect(restartedPath(restartId)),
});
