import { ShieldCheck } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/app/components/client-messages';
import { Glyph } from '@/app/components/glyph';
import { PageHeader } from '@/app/components/page-header';
import { requireContext } from '@/app/current-actor';
import { newId } from '@/lib/core/ids';
import { textOr } from '@/lib/i18n/text-or';
import { Downloads } from './downloads';
import { sampleRequests } from './sign/sample-requests';
import { Toolkit } from './toolkit';

/** The signing tools. The server draws the page and its samples; what is typed into it stays in the browser. */
export default async function ToolkitPage() {
  const [{ clock }, t, checks] = await Promise.all([
    requireContext(),
    getTranslations('toolkit'),
    getTranslations('connection-checks'),
  ]);
  const samples = sampleRequests(clock.now(), newId).map((sample) => ({
    ...sample,
    name:
      sample.templateId === 'current'
        ? sample.activity
        : t('sign.sampleName', {
            activity: sample.activity,
            template: textOr(checks, `template.${sample.templateId}`, sample.templateId),
          }),
  }));
  return (
    <ClientMessages namespaces={['toolkit', 'signing', 'xray']}>
      <PageHeader title={t('title')} crumbs={[{ label: t('title') }]} lead={t('lead')}>
        <p className="flex items-start gap-2 text-13 text-muted">
          <Glyph icon={ShieldCheck} className="mt-0.5 text-success" />
          <span className="max-w-reading">{t('privacy')}</span>
        </p>
      </PageHeader>
      <Toolkit samples={samples} downloads={<Downloads />} />
    </ClientMessages>
  );
}
