import { useTranslations } from 'next-intl';
import { Notice } from '@/app/components/notice';
import type { CheckedMessage } from './check-message';
import { judgeCheck } from './judge-check';
import { useSigningWords } from './use-signing-words';

/** One sentence that names the mistake, how to fix it, and what cannot be told apart from it. */
export function CheckResultNotice({ checked }: { checked: CheckedMessage }) {
  const t = useTranslations('toolkit.check');
  const signing = useTranslations('signing.xray');
  const words = useSigningWords();
  const outcome = judgeCheck(checked);
  const { subject, verification, profile } = checked;

  if (outcome.kind === 'right') {
    const own = subject === 'theirs' && !verification.ok ? words.ofFailure(verification.failure) : null;
    return (
      <Notice tone="success" title={t(`right.${subject}`)}>
        {own && <p>{t('ownSignature', { what: own.what })}</p>}
      </Notice>
    );
  }
  if (outcome.kind === 'no-value') return <Notice tone="attention" title={signing('NOTHING_TO_EXAMINE')} />;
  if (outcome.kind === 'failed') {
    const { what, fix } = words.ofFailure(outcome.failure);
    return (
      <Notice tone="attention" title={what}>
        {fix}
      </Notice>
    );
  }
  const mistakes = outcome.mistakes.map((id) => ({ id, ...words.ofMistake(id, profile) }));
  if (outcome.kind === 'unexplained')
    return (
      <Notice tone="attention" title={signing('UNEXPLAINED', { tried: outcome.tried })}>
        {mistakes.map(({ id, what, fix }) => (
          <p key={id}>
            {what} {fix}
          </p>
        ))}
        {outcome.failure && mistakes.length === 0 && (
          <p className="wrap-anywhere">{words.ofFailure(outcome.failure).what}</p>
        )}
        <p>{t('unexplainedHelp')}</p>
      </Notice>
    );
  const joinSentences = (ids: readonly string[]) =>
    ids.map((id) => words.ofMistake(id, profile).what).join(' ');
  // Several can differ in a detail that their sentence does not hold.
  const title = joinSentences(outcome.mistakes);
  const others = [...new Set(outcome.alternatives.map(joinSentences))].filter((said) => said !== title);
  return (
    <Notice tone="attention" title={title}>
      {[...new Set(mistakes.map(({ fix }) => fix))].map((fix) => (
        <p key={fix}>{fix}</p>
      ))}
      {others.length > 0 && (
        <>
          <p className="mt-1 text-13">{t('alternatives')}</p>
          <ul className="list-disc pl-5 text-13">
            {others.map((said) => (
              <li key={said}>{said}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
