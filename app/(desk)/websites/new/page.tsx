import { getTranslations } from 'next-intl/server';
import { addWebsiteAction } from '@/app/(desk)/websites/actions';
import { mayAddWebsites } from '@/app/(desk)/websites/may-add-websites';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { requireMemberContext } from '@/app/current-actor';

const STEPS = ['file', 'verify', 'login'] as const;

type Props = { searchParams: Promise<{ asset?: string | string[] }> };

export default async function NewWebsitePage({ searchParams }: Props) {
  const [context, { asset }, t, errors] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('websites'),
    getTranslations('errors.websites.blockers'),
  ]);
  return (
    <>
      <PageHeader
        title={t('new.title')}
        crumbs={[{ label: t('title'), href: '/websites' }, { label: t('new.title') }]}
        lead={t('new.lead')}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        {mayAddWebsites(context) ? (
          <Card>
            <ActionForm action={addWebsiteAction}>
              {typeof asset === 'string' && <input type="hidden" name="assetId" value={asset} />}
              <TextField
                name="address"
                label={t('new.address')}
                hint={t('new.addressHint')}
                isMono
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                required
              />
              <TextField
                name="name"
                label={t('new.name')}
                hint={t('new.nameHint')}
                isOptional
                maxLength={80}
              />
              <div>
                <SubmitButton>{t('new.submit')}</SubmitButton>
              </div>
            </ActionForm>
          </Card>
        ) : (
          <Notice tone="neutral" title={errors('ROLE')} />
        )}
        <Card title={t('new.after')}>
          <ol className="flex list-decimal flex-col gap-2 pl-5">
            {STEPS.map((step) => (
              <li key={step}>{t(`new.afterSteps.${step}`)}</li>
            ))}
          </ol>
        </Card>
      </div>
    </>
  );
}
