import { useTranslations } from 'next-intl';
import { Folded } from '@/app/components/folded';
import { type ChangedMember, compareSides } from '@/lib/audit/rules/compare-sides';

/** What an entry changed, value by value, folded; nothing where it says no more than that it happened. */
export function ChangedValues({ before, after }: { before: unknown; after: unknown }) {
  const t = useTranslations('settings.audit');
  const { members, isCut } = compareSides(before, after);
  if (members.length === 0) return null;
  return (
    <Folded summary={t('changes', { count: members.length })}>
      <dl className="flex flex-col gap-1 text-13 font-normal">
        {members.map((member) => (
          <ChangedValue key={member.path} member={member} />
        ))}
      </dl>
      {isCut && <p className="text-13 text-muted">{t('moreChanges')}</p>}
    </Folded>
  );
}

/** The value before is struck out, the one after follows it. */
function ChangedValue({ member: { path, before, after } }: { member: ChangedMember }) {
  const t = useTranslations('settings.audit');
  return (
    <div className="flex min-w-0 flex-wrap gap-x-2">
      <dt className="font-mono text-muted wrap-anywhere">{path}</dt>
      {before !== null && (
        <dd className="min-w-0 wrap-anywhere">
          <span className="sr-only">{t('before')} </span>
          <del className="text-muted">{before}</del>
        </dd>
      )}
      {after !== null && (
        <dd className="min-w-0 wrap-anywhere">
          <span className="sr-only">{t('after')} </span>
          {after}
        </dd>
      )}
    </div>
  );
}
