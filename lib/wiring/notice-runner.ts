import { configuration } from '@/lib/config/configuration';
import { systemRandom } from '@/lib/core/ids';
import { createMailer, isMailOn } from '@/lib/mail/create-mailer';
import type { HandOn } from '@/lib/notices/hand-on-notices';
import type { MailRoom } from '@/lib/notices/mail/send-mail';
import { sealUnsubscription } from '@/lib/notices/preferences/unsubscribe-token';
import type { AccountMailRoom } from '@/lib/people/account-mails/send-account-mail';
import type { WebhookRunner } from '@/lib/webhooks/deliveries/deliver-webhook';
import { queueEvents } from '@/lib/webhooks/deliveries/queue-events';
import { outboundToWebsite } from '@/lib/websites/outbound-to-website';

/** Where notices go besides the inbox. */
export const handOn = (): HandOn => ({
  isMailOn: isMailOn(configuration()),
  toOthers: (context, events) => queueEvents(context, events, configuration().NEXTAUTH_URL),
});

/** What a worker brings to a delivery. */
export const webhookRunner = (): WebhookRunner => ({
  connect: (url) => outboundToWebsite(new URL(url).origin, { userAgent: 'Preflight/1.0 (webhooks)' }),
  random: systemRandom,
});

/** What a worker brings to a mail; null where no mail server is configured. */
export function mailRoom(): MailRoom | null {
  const settings = configuration();
  const mailer = createMailer(settings);
  return (
    mailer && {
      mailer,
      baseUrl: settings.NEXTAUTH_URL,
      random: systemRandom,
      unsubscribeUrl: async (userId, topics) => {
        const token = await sealUnsubscription(userId, topics, settings.ENCRYPTION_KEYS);
        return new URL(`/api/unsubscribe?token=${encodeURIComponent(token)}`, settings.NEXTAUTH_URL).href;
      },
    }
  );
}

/** What a worker brings to a mail with a link into an account; null where no mail server is configured. */
export function accountMailRoom(): AccountMailRoom | null {
  const settings = configuration();
  const mailer = createMailer(settings);
  const { NEXTAUTH_URL: baseUrl, OIDC_ISSUER, OIDC_NAME } = settings;
  const provider = OIDC_ISSUER === undefined ? null : OIDC_NAME;
  return mailer && { mailer, baseUrl, provider, random: systemRandom };
}
