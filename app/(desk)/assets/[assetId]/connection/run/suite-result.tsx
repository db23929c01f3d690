import { useTranslations } from 'next-intl';
import { findAdversarialTest } from '@/lib/adversarial/adversarial-suite';
import type { AdversarialArea } from '@/lib/adversarial/findings';
import { type AreaGrade, adversarialResults, GRADE_RULE, gradeSuite } from '@/lib/adversarial/grade';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { isUnfinished } from '@/lib/connection-tests/rules/run-order';
import { AdversarialRow } from './adversarial-row';
import { GradeBadge } from './grade-badge';
import { PassedRows } from './passed-rows';

const AREAS = ['security', 'robustness'] as const satisfies readonly AdversarialArea[];

const findArea = ({ key }: RunItem): AdversarialArea | null =>
  findAdversarialTest(key.replace(/^adversarial\//, ''))?.area ?? null;

/** The adversarial suite in its two areas, each with its grade, and the rule that grades them. */
export function SuiteResult({ run, items }: { run: RunDetails; items: readonly RunItem[] }) {
  const t = useTranslations('connection-adversarial');
  const grades = gradeSuite(adversarialResults(items));
  return (
    <div className="flex flex-col">
      {AREAS.map((area) => (
        <section key={area} aria-labelledby={`area-${area}`} className="border-b border-line">
          <AreaHead
            area={area}
            grade={grades[area]}
            items={items.filter((item) => findArea(item) === area)}
          />
          <div className="border-t border-line">
            <PassedRows
              label={t(`area.${area}`)}
              items={items.filter((item) => findArea(item) === area)}
              row={(item) => (
                <AdversarialRow
                  key={item.key}
                  item={item}
                  calls={run.calls}
                  reproduction={run.reproductions.get(item.key) ?? []}
                />
              )}
            />
          </div>
        </section>
      ))}
      <GradeRule />
      <p className="sr-only">{t('rule.overall')}</p>
    </div>
  );
}

type AreaHeadProps = { area: AdversarialArea; grade: AreaGrade; items: readonly RunItem[] };

function AreaHead({ area, grade: { grade, ruleId, counts }, items }: AreaHeadProps) {
  const t = useTranslations('connection-adversarial');
  const run = useTranslations('connection-run.adversarial');
  const pending = items.filter(isUnfinished).length;
  const { passed, warned, failed, unproven } = counts;
  return (
    <div className="flex items-center gap-4 px-4 py-4">
      {/* A grade that may still fall is none. */}
      <GradeBadge grade={pending > 0 ? null : grade} />
      <div className="min-w-0">
        <h3 id={`area-${area}`} className="text-16 font-semibold">
          {t(`area.${area}`)}
        </h3>
        {pending > 0 ? (
          <p>{run('pending', { count: pending })}</p>
        ) : (
          <p>
            {grade === null ? t('rule.none') : t(`grade.${grade}`)}{' '}
            {ruleId && <span className="text-muted">{t(`rule.${ruleId}`)}</span>}
          </p>
        )}
        <p className="text-13 text-muted">{run('counts', { passed, warned, failed, unproven })}</p>
      </div>
    </div>
  );
}

/** The rule as the engine applies it, from top to bottom. */
function GradeRule() {
  const t = useTranslations('connection-adversarial.rule');
  const run = useTranslations('connection-run.adversarial');
  return (
    <details className="px-4 py-3 text-13">
      <summary className="w-fit cursor-pointer rounded-4 leading-6 font-medium">{run('rule')}</summary>
      <p className="pt-2">{t('order')}</p>
      <ol className="list-decimal py-1 pl-6">
        {GRADE_RULE.map(({ id }) => (
          <li key={id}>{t(id)}</li>
        ))}
      </ol>
      <p>{t('overall')}</p>
      <p>{t('moved')}</p>
    </details>
  );
}
