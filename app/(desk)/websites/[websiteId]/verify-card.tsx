import { useTranslations } from 'next-intl';
import { verifyOwnershipAction } from '@/app/(desk)/websites/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { Checkbox } from '@/app/components/checkbox';
import { DateTime } from '@/app/components/date-time';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import type { Ownership } from '@/lib/ownership/get-ownership';
import { AGREEMENT_SECTIONS } from '@/lib/ownership/rules/agreement';
import type { WebsiteDetails } from '@/lib/websites/get-website';

type VerifyCardProps = { website: WebsiteDetails; ownership: Ownership };

/** The agreement and the button that walks the ladder. */
export function VerifyCard({ website, ownership: { file, agreement } }: VerifyCardProps) {
  const t = useTranslations('websites.proof');
  const errors = useTranslations('errors');
  const label = website.verifiedAt ? t('verifyAgain') : t('verify');
  const reason = website.blockers.verify
    ? errors('websites.blockers.ROLE')
    : !file
      ? errors('ownership.noFile')
      : file.isExpired
        ? errors('ownership.fileExpired')
        : null;
  return (
    <Card title={t('verifyTitle')} aside={<AgreementButton version={agreement.version} />}>
      <div className="flex flex-col gap-4">
        <p className="text-muted">{t('verifyLead')}</p>
        {agreement.acceptedAt && (
          <p className="text-13 text-muted">
            {t('accepted', { name: agreement.acceptedBy ?? '' })} · <DateTime at={agreement.acceptedAt} />
          </p>
        )}
        {reason ? (
          <UnusableButton look="primary" reason={reason}>
            {label}
          </UnusableButton>
        ) : (
          <ActionForm kind="act" action={verifyOwnershipAction}>
            <input type="hidden" name="websiteId" value={website.id} />
            {!agreement.acceptedAt && (
              <Checkbox
                name="acceptedAgreement"
                value={agreement.version}
                label={t('agree', { host: website.host })}
              />
            )}
            <div>
              <SubmitButton look={website.ownership === 'VERIFIED' ? 'secondary' : 'primary'}>
                {label}
              </SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </Card>
  );
}

function AgreementButton({ version }: { version: Ownership['agreement']['version'] }) {
  const t = useTranslations('websites.proof');
  const text = useTranslations(`agreement.${version}`);
  return (
    <DialogButton label={t('read')} title={text('title')} look="quiet" size="sm">
      <div className="flex flex-col gap-4">
        <p className="text-13 text-muted">{text('version')}</p>
        {AGREEMENT_SECTIONS[version].map((section) => (
          <section key={section}>
            <h3 className="font-medium">{text(`sections.${section}.title`)}</h3>
            <p className="mt-1">{text(`sections.${section}.text`)}</p>
          </section>
        ))}
      </div>
    </DialogButton>
  );
}
