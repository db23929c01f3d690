import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/components/code-block';
import { findAdversarialTest } from '@/lib/adversarial/adversarial-suite';
import { describeTampering } from '@/lib/adversarial/describe-tampering';
import { lookUpGrading } from '@/lib/adversarial/findings';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { madeKey } from '@/lib/i18n/made-key';
import type { MaskedMessage } from '@/lib/messages/message-record';
import { maskedCurl } from '@/lib/response-checks/reproduce/masked-curl';
import { maskedScript } from '@/lib/response-checks/reproduce/masked-script';
import { CallLinks } from './call-links';
import { ItemPill } from './run-pill';
import { useItemName } from './use-item-name';

type AdversarialRowProps = {
  item: RunItem;
  calls: RunDetails['calls'];
  reproduction: readonly MaskedMessage[];
};

/** One test: what it asked, what came of it, and where it did not pass why that matters and how to fix it. */
export function AdversarialRow({ item, calls, reproduction }: AdversarialRowProps) {
  const t = useTranslations('connection-adversarial');
  const run = useTranslations('connection-run');
  const title = useItemName()(item);
  const test = findAdversarialTest(item.key.replace(/^adversarial\//, ''));
  const { state, finding, reason } = item;
  const isUnsound = state === 'FAILED' || state === 'WARNED';
  const weight = test && state === 'FAILED' ? lookUpGrading(test, finding?.code ?? null).weight : null;
  const sentence = finding
    ? t(madeKey(t, `finding.${finding.code}`), finding.values)
    : reason && run(`notRun.${reason}`);
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h5 className="font-medium">{title}</h5>
        <span className="flex flex-wrap items-center gap-2">
          {weight && <span className="text-13 text-muted">{t(`weight.${weight}`)}</span>}
          <ItemPill state={state} />
        </span>
      </div>
      {test && <p className="max-w-reading text-13 text-muted">{t(`test.${test.id}.question`)}</p>}
      {sentence && <p className="max-w-reading wrap-anywhere">{sentence}</p>}
      {test && isUnsound && (
        <div className="flex max-w-reading flex-col gap-1 text-13">
          <p>
            <span className="font-medium">{run('adversarial.why')}</span> {t(`test.${test.id}.why`)}
          </p>
          <p>
            <span className="font-medium">{run('adversarial.advice')}</span> {t(`test.${test.id}.advice`)}
          </p>
        </div>
      )}
      {item.messageIds.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-4 text-13 leading-6 text-muted hover:text-text">
            {run('calls.count', { count: item.messageIds.length })}
          </summary>
          <div className="pt-1.5">
            <CallLinks messageIds={item.messageIds} calls={calls} isLabelled />
          </div>
        </details>
      )}
      {reproduction.map((message) => (
        <details key={message.id}>
          <summary className="w-fit cursor-pointer rounded-4 text-13 leading-6 text-muted hover:text-text">
            {run('adversarial.reproduce', { label: message.caseName || message.activity })}
          </summary>
          <Reproduction itemKey={item.key} message={message} />
        </details>
      ))}
    </li>
  );
}

/** A script that does the same wrong with the time of now, and the call as it was made. */
function Reproduction({ itemKey, message }: { itemKey: string; message: MaskedMessage }) {
  const t = useTranslations('connection-run.adversarial');
  const { caseName, activity, attempt } = message;
  const script = maskedScript(attempt, describeTampering(itemKey, caseName));
  return (
    <div className="flex flex-col gap-3 pt-2">
      {script !== null && <CodeBlock label={t('script')} text={script} note={t('scriptNote')} />}
      <CodeBlock label={caseName || activity} text={maskedCurl(attempt)} note={t('reproduceNote')} />
    </div>
  );
}
