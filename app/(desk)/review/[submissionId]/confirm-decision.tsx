'use client';

import { Gavel } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { useReviewKeys } from '@/app/shortcuts/shortcuts-context';
import { OUTCOMES, type Outcome } from '@/lib/appeals/rules/judgement';

type ConfirmDecisionProps = {
  label: string;
  /** What the verdicts lead to; null where the form around it asks. */
  outcome: Outcome | null;
  /** What follows from each, a sentence each. */
  follows: Record<Outcome, readonly string[]>;
};

/** Decides by the form around it after one more look at what follows. */
export function ConfirmDecision({ label, outcome, follows }: ConfirmDecisionProps) {
  const t = useTranslations('review.decide');
  const keyOf = useReviewKeys();
  const submit = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState<Outcome | null>(null);

  function send() {
    submit.current?.form?.requestSubmit(submit.current);
    setAsked(null);
  }

  function ask() {
    const form = submit.current?.form;
    const chosen = outcome ?? (form ? new FormData(form).get('outcome') : null);
    const known = OUTCOMES.find((one) => one === chosen);
    // Without a choice the form says what is missing.
    if (known) setAsked(known);
    else send();
  }

  return (
    <>
      <Button
        look="primary"
        icon={Gavel}
        aria-haspopup="dialog"
        aria-keyshortcuts={keyOf('decide')}
        onClick={ask}
      >
        {label}
      </Button>
      <button ref={submit} type="submit" hidden>
        {label}
      </button>
      <Dialog isOpen={asked !== null} onClose={() => setAsked(null)} title={t('confirmTitle')}>
        <div className="flex flex-col gap-4">
          <ul className="flex list-disc flex-col gap-2 pl-5">
            {asked !== null && follows[asked].map((sentence) => <li key={sentence}>{sentence}</li>)}
          </ul>
          <div className="flex flex-row-reverse flex-wrap gap-2">
            {/* First in the order of focus: Enter decides, Escape does not. */}
            <Button look={asked === 'REJECTED' ? 'danger' : 'primary'} onClick={send}>
              {asked === 'REJECTED' ? t('reject') : t('approve')}
            </Button>
            <Button onClick={() => setAsked(null)}>{t('cancel')}</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
