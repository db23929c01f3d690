'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { revealExchange } from '@/lib/connection-tests/reveal-exchange';
import { restartMessages } from '@/lib/restarts/restart-messages';
import type { FormAction } from '../../action-result';
import { requireMemberContext } from '../../current-actor';
import { runAction } from '../../run-action';

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '');

export const revealMessageAction: FormAction<Awaited<ReturnType<typeof revealExchange>>> = async (
  _previous,
  form,
) =>
  runAction('reveal-message', form, async () =>
    revealExchange(await requireMemberContext(), textOf(form, 'messageId'), textOf(form, 'attemptId')),
  );

export const restartMessagesAction: FormAction = async (_previous, form) =>
  runAction('restart-messages', form, async () => {
    const { restartId } = await restartMessages(await requireMemberContext(), {
      messageIds: form.getAll('id').map(String),
      willSend: textOf(form, 'willSend'),
    });
    redirect(`/messages/restarts/${restartId}` as Route);
  });
