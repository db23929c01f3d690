'use client';

import { Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type SubmitAnswer, submitForReviewAction } from '@/app/(desk)/assets/actions';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { Button } from '@/app/components/button';
import type { ButtonLook } from '@/app/components/button-style';
import { Dialog } from '@/app/components/dialog';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { useListText } from '@/app/components/use-list-text';

type SubmitControlProps = {
  assetId: string;
  name: string;
  hosts: readonly string[];
  blockers: number;
  /** Sentences that the sender should have read. */
  warnings: readonly string[];
  /** Confirmed high findings: with any, the request ends Rejected. */
  highFindings: number;
  look: ButtonLook;
};

/** The one primary action of a draft: says what will happen first, and what came into the way if it did not. */
export function SubmitControl({
  assetId,
  name,
  hosts,
  blockers,
  warnings,
  highFindings,
  look,
}: SubmitControlProps) {
  const t = useTranslations('assets.submit');
  const [isOpen, setOpen] = useState(false);
  const [refused, setRefused] = useState<SubmitAnswer['blockers'] | null>(null);

  async function submit(previous: ActionResult<SubmitAnswer> | null, form: FormData) {
    const result = await submitForReviewAction(previous, form);
    if (result.ok && result.value.blockers.length > 0) setRefused(result.value.blockers);
    return result;
  }

  function close() {
    setOpen(false);
    setRefused(null);
  }

  return (
    <>
      {blockers > 0 ? (
        <UnusableButton
          look={look}
          reason={t('blocked', { count: blockers })}
          remedy={{ href: '#ready', label: t('seeBlockers') }}
        >
          {t('label')}
        </UnusableButton>
      ) : (
        <Button look={look} icon={Send} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {t('label')}
        </Button>
      )}
      <Dialog isOpen={isOpen} onClose={close} title={t('title', { name })}>
        {refused === null ? (
          <ActionForm kind="act" action={submit}>
            <input type="hidden" name="assetId" value={assetId} />
            <WhatHappens {...{ hosts, warnings, highFindings }} />
            <div className="flex justify-end gap-2">
              <Button onClick={close}>{t('cancel')}</Button>
              <SubmitButton icon={Send}>{t('label')}</SubmitButton>
            </div>
          </ActionForm>
        ) : (
          <Refusal blockers={refused} close={close} />
        )}
      </Dialog>
    </>
  );
}

/** What sending sets off, and what the sender should have read. */
function WhatHappens({
  hosts,
  warnings,
  highFindings,
}: Pick<SubmitControlProps, 'hosts' | 'warnings' | 'highFindings'>) {
  const t = useTranslations('assets.submit');
  const list = useListText();
  return (
    <>
      {highFindings > 0 && (
        <Notice tone="attention" title={t('doomed')}>
          <p>{t('doomedWhy')}</p>
        </Notice>
      )}
      <ol className="flex max-w-reading list-decimal flex-col gap-1.5 pl-5">
        <li>{t('freeze')}</li>
        <li>
          {t.rich('scan', {
            count: hosts.length,
            hosts: () => <span className="font-mono text-13 wrap-anywhere">{list(hosts)}</span>,
          })}
        </li>
        <li>{t('verdict')}</li>
      </ol>
      {warnings.length > 0 && (
        <div>
          <p className="font-medium">{t('warnings')}</p>
          <ul className="mt-1 list-disc pl-5 text-muted">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** What came into the way since the page was drawn. */
function Refusal({ blockers, close }: { blockers: SubmitAnswer['blockers']; close: () => void }) {
  const t = useTranslations('assets.submit');
  return (
    <div role="alert" className="flex flex-col gap-3">
      <p className="font-medium">{t('refused', { count: blockers.length })}</p>
      <ul className="list-disc pl-5">
        {blockers.map(({ text, href }) => (
          <li key={text}>
            <Link href={href} className="text-link" onClick={close}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
