import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/components/code-block';
import { Folded } from '@/app/components/folded';
import { sketchSchema } from '@/lib/api/rules/sketch-schema';
import { eventSchema, WEBHOOK_KINDS } from '@/lib/webhooks/rules/event-schema';
import { findWebhookSubject } from '@/lib/webhooks/rules/find-webhook-subject';
import { WEBHOOK_SUBJECTS } from '@/lib/webhooks/rules/webhook-subjects';

/** Every event that a webhook can be sent, by subject, with its body. */
export function EventList() {
  const t = useTranslations('settings.webhooks');
  const names = useTranslations('notices.subjects');
  return (
    <div className="flex flex-col gap-5">
      <p className="max-w-reading text-muted">{t('eventsLead')}</p>
      {WEBHOOK_SUBJECTS.map((subject) => (
        <section key={subject} className="flex flex-col gap-2">
          <h3 className="font-medium">{names(subject)}</h3>
          {WEBHOOK_KINDS.filter((kind) => findWebhookSubject(kind) === subject).map((kind) => (
            <Folded key={kind} summary={kind}>
              <CodeBlock label={t('body')} text={sketchSchema(eventSchema(kind))} isCopyable={false} />
            </Folded>
          ))}
        </section>
      ))}
    </div>
  );
}
