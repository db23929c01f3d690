import { TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ExplanationView } from '@/app/(desk)/assets/[assetId]/connection/explanation-view';
import { Card } from '@/app/components/card';
import { Glyph } from '@/app/components/glyph';
import { TONE_TEXT } from '@/app/components/tone';
import { useListText } from '@/app/components/use-list-text';
import { diagnoseRun, type RunDiagnosis } from '@/lib/connection-tests/rules/run-diagnosis';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { hasText, madeKey } from '@/lib/i18n/made-key';
import { useItemName } from './use-item-name';

/** What is wrong, in one list: each cause once, what to fix first on top, with everything that it affected. */
export function DiagnosisList({ items }: { items: readonly RunItem[] }) {
  const t = useTranslations('connection-diagnosis');
  const diagnoses = diagnoseRun(items);
  if (diagnoses.length === 0) return null;
  return (
    <Card title={t('title', { count: diagnoses.length })} level={3} isFlush>
      <ol className="divide-y divide-line">
        {diagnoses.map((diagnosis) => (
          <DiagnosisRow
            key={`${diagnosis.stage} ${diagnosis.itemKeys.join()} ${diagnosisKey(diagnosis)}`}
            diagnosis={diagnosis}
            items={items}
          />
        ))}
      </ol>
    </Card>
  );
}

const diagnosisKey = (diagnosis: RunDiagnosis) =>
  diagnosis.kind === 'explanation'
    ? `${diagnosis.explanation.code} ${JSON.stringify(diagnosis.explanation.values)}`
    : diagnosis.finding.code;

type DiagnosisRowProps = { diagnosis: RunDiagnosis; items: readonly RunItem[] };

function DiagnosisRow({ diagnosis, items }: DiagnosisRowProps) {
  const t = useTranslations('connection-diagnosis');
  const nameItem = useItemName();
  const list = useListText();
  const { stage, itemKeys, isWarning } = diagnosis;
  const names = items.filter(({ key }) => itemKeys.includes(key)).map(nameItem);
  const tone = isWarning ? 'attention' : 'danger';
  return (
    <li className="flex items-start gap-2.5 px-4 py-3">
      <span className={`pt-0.5 ${TONE_TEXT[tone]}`}>
        <Glyph icon={isWarning ? TriangleAlert : X} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1 text-13">
        <p className="text-muted">
          {t(`stage.${stage}`)}
          {isWarning && ` · ${t('warning')}`}
        </p>
        {diagnosis.kind === 'explanation' ? (
          <ExplanationView explanation={diagnosis.explanation} />
        ) : (
          <FindingText diagnosis={diagnosis} />
        )}
        <p className="text-muted wrap-anywhere">{t('seenIn', { names: list(names) })}</p>
      </div>
    </li>
  );
}

/** A finding in words, and how to fix what a test of the suite found. */
function FindingText({ diagnosis }: { diagnosis: Extract<RunDiagnosis, { kind: 'finding' }> }) {
  const run = useTranslations('connection-run');
  const suite = useTranslations('connection-adversarial');
  const { section, finding, itemKeys } = diagnosis;
  const sentence = `finding.${finding.code}`;
  const advice = `test.${itemKeys[0]?.replace(/^adversarial\//, '')}.advice`;
  if (section !== 'adversarial')
    return <p className="font-medium">{run(madeKey(run, sentence), finding.values)}</p>;
  return (
    <>
      <p className="font-medium wrap-anywhere">
        {hasText(suite, sentence) ? suite(sentence, finding.values) : finding.code}
      </p>
      {hasText(suite, advice) && <p className="max-w-reading">{suite(advice)}</p>}
    </>
  );
}
