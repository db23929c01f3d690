import { Check, type LucideIcon, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { classNames } from '@/app/components/class-names';
import { Glyph } from '@/app/components/glyph';
import { TONE_TEXT, type Tone } from '@/app/components/tone';
import type { DeclarationResult } from '@/lib/connection-tests/rules/declaration';

/** What the rules say about the saved production URL: what forbids it, what warns, what the operator waived. */
export function UrlResult({ result: { ok, problems, warnings, waived } }: { result: DeclarationResult }) {
  const t = useTranslations('connection.url');
  const checks = useTranslations('connection-checks');
  return (
    <ul aria-label={t('label')} className="flex flex-col gap-1.5 text-13">
      {problems.map((code) => (
        <Line key={code} icon={X} tone="danger" what={checks(`declaration.${code}.what`)}>
          {checks(`declaration.${code}.fix`)}
        </Line>
      ))}
      {ok && waived.length === 0 && <Line icon={Check} tone="success" what={t('ok')} />}
      {waived.length > 0 && (
        <Line
          icon={TriangleAlert}
          tone="attention"
          what={waived.map((code) => checks(`declaration.${code}.what`)).join(' ')}
        >
          {checks('waived')}
        </Line>
      )}
      {warnings.map((code) => (
        <Line key={code} icon={TriangleAlert} tone="attention" what={checks(`declaration.${code}.what`)}>
          {checks(`declaration.${code}.fix`)}
        </Line>
      ))}
    </ul>
  );
}

type LineProps = { icon: LucideIcon; tone: Tone; what: string; children?: string };

function Line({ icon, tone, what, children }: LineProps) {
  return (
    <li className="flex gap-2">
      <Glyph icon={icon} size={14} className={classNames('mt-0.5', TONE_TEXT[tone])} />
      <span className="min-w-0">
        <span className={TONE_TEXT[tone]}>{what}</span>{' '}
        {children !== undefined && <span className="text-muted">{children}</span>}
      </span>
    </li>
  );
}
