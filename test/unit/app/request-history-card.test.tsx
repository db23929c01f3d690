import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RequestHistoryCard } from '@/app/(desk)/requests/[submissionId]/request-history-card';
import { loadMessages } from '@/lib/i18n/messages';
import type { TransitionRecord } from '@/lib/submissions/store';

/** The text of a history of one change that this actor caused. */
function draw(actorId: string | null, actorLabel: string): string {
  const transition: TransitionRecord = {
    sequence: 1,
    event: 'submit',
    from: 'DRAFT',
    to: 'SCANNING',
    actorId,
    actorLabel,
    reasonCode: null,
    at: new Date('2026-05-04T10:00:00Z'),
  };
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={loadMessages('en')}
      onError={(error) => {
        throw error;
      }}
    >
      <RequestHistoryCard transitions={[transition]} />
    </NextIntlClientProvider>,
  );
}

describe('the history of a request', () => {
  it('names the parts of the program as readers know them', () => {
    expect(draw(null, 'worker')).toContain(' · Preflight<');
    expect(draw(null, 'cron')).toContain(' · Preflight<');
    expect(draw(null, 'command-line')).toContain(' · Operator<');
  });

  it.each(['worker', 'cron', 'command-line', 'constructor', 'a.b', '__proto__'])(
    'names a person who is called "%s" by that name',
    (name) => {
      expect(draw('0190a8b4-0000-7000-8000-000000000001', name)).toContain(` · ${name}<`);
    },
  );
});
