import { useTranslations } from 'next-intl';
import { issueChallengeAction } from '@/app/(desk)/websites/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { DownloadLink } from '@/app/components/download-link';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { Validity } from '@/app/components/validity';
import { StepHelp } from '@/app/help/step-help';
import type { ShownFile } from '@/lib/ownership/get-ownership';
import type { WebsiteDetails } from '@/lib/websites/get-website';

const RECIPES = ['nginx', 'apache', 'objectStorage', 'staticHost', 'cdn', 'check'] as const;

type FileCardProps = { website: WebsiteDetails; file: ShownFile | null };

/** The file to put on the website: download, place, content, recipes, and a new one when it has expired. */
export function FileCard({ website, file }: FileCardProps) {
  const t = useTranslations('websites.proof');
  return (
    <Card title={t('fileTitle')}>
      <div className="flex flex-col gap-4">
        <p className="text-muted">{t('fileLead')}</p>
        <StepHelp topic="ownershipFile" />
        {file?.isExpired && (
          <Notice tone="attention" title={t('expiredTitle')}>
            {t('expiredText')}
          </Notice>
        )}
        {file && !file.isExpired && <FileFacts website={website} file={file} />}
        {!file && <p>{t('none')}</p>}
        <NewFile website={website} file={file} />
      </div>
    </Card>
  );
}

function FileFacts({ website, file }: { website: WebsiteDetails; file: ShownFile }) {
  const t = useTranslations('websites.proof');
  const recipes = useTranslations('ownership.recipes');
  const values = { fileName: file.name, content: file.content, origin: website.origin, host: website.host };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <DownloadLink
          href={`/websites/${website.id}/verification-file`}
          look={website.ownership === 'VERIFIED' ? 'secondary' : 'primary'}
        >
          {t('download')}
        </DownloadLink>
        <span className="text-13 text-muted">
          {website.verifiedAt ? t('prolonged') : t('validUntil')} <Validity until={file.expiresAt} />
        </span>
      </div>
      <CodeBlock label={t('place')} text={file.url} />
      <CodeBlock label={t('content')} text={file.content} />
      <details className="rounded-8 border border-line">
        <summary className="px-3 py-2 font-medium">{t('recipes')}</summary>
        <div className="flex flex-col gap-5 border-t border-line p-3">
          {RECIPES.map((recipe) => (
            <section key={recipe} className="flex flex-col gap-2">
              <h3 className="font-medium">{recipes(`${recipe}.title`)}</h3>
              <p className="max-w-reading text-muted">{recipes(`${recipe}.text`, values)}</p>
              <CodeBlock label={recipes(`${recipe}.title`)} text={recipes(`${recipe}.command`, values)} />
            </section>
          ))}
        </div>
      </details>
    </>
  );
}

function NewFile({ website, file }: FileCardProps) {
  const t = useTranslations('websites.proof');
  const errors = useTranslations('errors.websites.blockers');
  const label = file ? t('renew') : t('create');
  if (website.blockers.verify) {
    return <UnusableButton reason={errors('ROLE')}>{label}</UnusableButton>;
  }
  return (
    <ActionForm kind="act" action={issueChallengeAction}>
      <input type="hidden" name="websiteId" value={website.id} />
      <input type="hidden" name="replaces" value={file?.id ?? ''} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SubmitButton
          look={file && !file.isExpired ? 'secondary' : 'primary'}
          size={file && !file.isExpired ? 'sm' : 'md'}
        >
          {label}
        </SubmitButton>
        {file && !file.isExpired && <span className="text-13 text-muted">{t('renewHint')}</span>}
      </div>
    </ActionForm>
  );
}
