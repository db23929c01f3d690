import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { useExplanationTexts } from '@/app/components/exchange/use-explanation-texts';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { messagePath } from '@/app/paths';
import type { CaseState } from '@/lib/connection-tests/rules/case-state';
import { KOOGALLERY_SUCCESS, SUCCESS_CODE } from '@/lib/koogallery/koogallery-messages';
import type { MaskedMessage, StoredExplanation } from '@/lib/messages/message-record';

type CaseResultNoticeProps = { call: MaskedMessage; state: CaseState };

/** The one thing to change first. */
function FirstCause({ explanation: { code, values } }: { explanation: StoredExplanation }) {
  const t = useTranslations('connection.verdict');
  const { title } = useExplanationTexts(code, values);
  return (
    <p className="font-medium">
      {t('first')} {title}
    </p>
  );
}

/** What KooGallery's debugging page would say, in its own words, and since when that holds; first of all what to fix. */
export function CaseResultNotice({ call, state }: CaseResultNoticeProps) {
  const t = useTranslations('connection.verdict');
  const checks = useTranslations('connection-checks.outcome');
  const message = call.isPassed
    ? KOOGALLERY_SUCCESS
    : (call.attempt.checks.find((check) => check.state === 'fail')?.message ?? null);
  const isInProgress = call.isPassed && call.resultCode !== SUCCESS_CODE;
  const outcome = call.isPassed ? (isInProgress ? 'in-progress' : 'pass') : 'fail';
  const [explanation] = call.isPassed ? [] : call.attempt.explanations;
  const tone = state === 'OUTDATED' ? 'neutral' : call.isPassed ? 'success' : 'attention';
  return (
    <div role="status">
      <Notice
        tone={tone}
        title={checks(outcome)}
        action={
          <LinkButton href={messagePath(call.id)} size="sm">
            {t('toMessage')}
          </LinkButton>
        }
      >
        {explanation && <FirstCause explanation={explanation} />}
        {message !== null && (
          <p>
            {t('says')} <q lang="en">{message}</q>
          </p>
        )}
        {isInProgress && <p className="mt-1">{t('inProgress')}</p>}
        {state === 'OUTDATED' && <p className="mt-1">{t('outdated')}</p>}
        <p className="mt-1 text-13 text-muted">
          {t('sentAt')} <DateTime at={call.attempt.startedAt} />
        </p>
      </Notice>
    </div>
  );
}
