'use client';

import { useActionState, useId, useState } from 'react';
import { revealMessageAction } from '@/app/(desk)/messages/actions';
import { ChecksCard } from '@/app/components/exchange/checks-card';
import { ExchangeCard } from '@/app/components/exchange/exchange-card';
import { ExplanationCard } from '@/app/components/exchange/explanation-card';
import { exactAttempt, maskedAttempt } from '@/app/components/exchange/shown-attempt';
import { FieldError } from '@/app/components/field-error';
import { SignatureStagesCard } from '@/app/components/xray/signature-stages-card';
import type { MaskedAttemptRecord } from '@/lib/messages/message-record';
import type { MarkExcerpt } from '@/lib/response-checks/mark-excerpt';
import type { SignatureStages } from '@/lib/response-checks/signature/compare-stages';
import { RevealNotice } from './reveal-notice';

type AttemptViewProps = {
  messageId: string;
  attempt: MaskedAttemptRecord;
  /** Of its explanations, in their order; none for an attempt that is not the newest. */
  marks: readonly (MarkExcerpt | null)[];
  /** Behind a wrong signature, masked; null where there is none to show. */
  stages: SignatureStages | null;
  isOpenable: boolean;
  mayReveal: boolean;
};

/** An attempt: masked until its reader asks for the exact bytes, which the audit keeps; masked again when they like. */
export function AttemptView({ messageId, attempt, marks, stages, isOpenable, mayReveal }: AttemptViewProps) {
  const [result, reveal] = useActionState(revealMessageAction, null);
  const [hidden, setHidden] = useState<typeof result>(null);
  const problemId = useId();
  const exact = result?.ok && result !== hidden ? result.value : null;
  const shown = exact ? exactAttempt(exact.attempt) : maskedAttempt(attempt);
  const shownStages = exact ? exact.stages : stages;
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <RevealNotice
        state={isOpenable ? (exact ? 'open' : 'masked') : 'closed'}
        mayReveal={mayReveal}
        reveal={reveal}
        values={{ messageId, attemptId: attempt.id }}
        hide={() => setHidden(result)}
      />
      <div role="alert" className="max-w-reading empty:hidden">
        {result?.ok === false && <FieldError id={problemId} message={result.error.message} />}
      </div>
      {shown.explanations.map((explanation, index) => (
        <ExplanationCard key={explanation.code} explanation={explanation} excerpt={marks[index] ?? null} />
      ))}
      {shownStages && <SignatureStagesCard stages={shownStages} explanations={shown.explanations} />}
      {shown.checks.length > 0 && <ChecksCard attempt={shown} />}
      <ExchangeCard attempt={shown} hasCurl={shown.isPassed || shown.checks.length === 0} />
    </div>
  );
}
