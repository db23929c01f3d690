'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { ActionForm } from '@/app/components/action-form';
import { Button } from '@/app/components/button';
import { Folded } from '@/app/components/folded';
import { setFormValue } from '@/app/components/form-values';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { EXCHANGE_MAXIMUM } from '@/lib/appeals/rules/exchange-text';
import { attachExchangeAction } from './actions';

type ExchangeFormProps = {
  submissionId: string;
  findingId: string;
  /** What the scan sent and got, to begin with. */
  ofScan: { request: string; response: string };
};

/** Pastes a request and its response as proof of a finding. */
export function ExchangeForm({ submissionId, findingId, ofScan }: ExchangeFormProps) {
  const t = useTranslations('appeals.exchanges');
  const holder = useRef<HTMLDivElement>(null);
  function beginWithScan() {
    const form = holder.current?.closest('form');
    for (const name of ['request', 'response'] as const)
      if (form) setFormValue(form, name, ofScan[name].slice(0, EXCHANGE_MAXIMUM));
  }
  return (
    <Folded summary={t('open')}>
      <ActionForm kind="act" action={attachExchangeAction}>
        <input type="hidden" name="submissionId" value={submissionId} />
        <input type="hidden" name="findingId" value={findingId} />
        <p className="max-w-reading text-muted">{t('what')}</p>
        <div ref={holder}>
          <Button size="sm" onClick={beginWithScan}>
            {t('fromScan')}
          </Button>
        </div>
        {(['request', 'response'] as const).map((name) => (
          <TextArea
            key={name}
            name={name}
            label={t(name)}
            hint={t('hint')}
            maxLength={EXCHANGE_MAXIMUM}
            rows={6}
            isMono
            spellCheck={false}
            autoComplete="off"
          />
        ))}
        <div>
          <SubmitButton look="secondary">{t('attach')}</SubmitButton>
        </div>
      </ActionForm>
    </Folded>
  );
}
