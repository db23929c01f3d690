import { PencilLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { LinkButton } from '@/app/components/link-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { assetPath, declarationPath } from '@/app/paths';
import type { Connection } from '@/lib/connection-tests/get-connection';
import type { KeyState } from '@/lib/connection-tests/rules/key-rotation';
import { DeclarationForm } from './declaration-form';
import { DeclarationSummary } from './declaration-summary';
import { OverlapNotices } from './overlap-notices';
import { UrlResult } from './url-result';

type DeclarationCardProps = {
  connection: Connection;
  mayEdit: boolean;
  /** The form of a saved declaration is open. */
  isEditing: boolean;
};

/** What the asset declares: a summary once it is saved, its form while it is edited; who may not edit only reads. */
export function DeclarationCard({ connection, mayEdit, isEditing }: DeclarationCardProps) {
  const t = useTranslations('connection.declaration');
  const errors = useTranslations('errors.connection.blockers');
  const { asset, declaration, productionUrl, editBlocker, cases } = connection;
  const here = assetPath(asset.id, 'connection');
  const blocker = editBlocker ?? (mayEdit ? null : 'ROLE');
  const isForm = blocker === null && (isEditing || declaration === null);
  const urlResult = productionUrl && declaration && <UrlResult result={productionUrl} />;
  return (
    <Card
      title={t('title')}
      aside={
        declaration && (
          <span className="text-13 text-muted">
            {t('summary.saved')} <DateTime at={declaration.updatedAt} />
          </span>
        )
      }
    >
      <div className="flex flex-col gap-5">
        {declaration && <OverlapNotices declaration={declaration} mayEdit={mayEdit} />}
        {!isForm && (
          <>
            {declaration ? <DeclarationSummary declaration={declaration} /> : <p>{t('summary.nothing')}</p>}
            {urlResult}
            {blocker === null ? (
              <div>
                <LinkButton href={declarationPath(asset.id)} icon={PencilLine}>
                  {t('edit')}
                </LinkButton>
              </div>
            ) : (
              <UnusableButton reason={errors(blocker)}>{t('edit')}</UnusableButton>
            )}
          </>
        )}
        {isForm && (
          <DeclarationForm
            assetId={asset.id}
            declaration={declaration}
            here={here}
            keyHints={{
              BASIC: <KeyHint state={declaration?.accessKeys.BASIC ?? null} unset={t('accessKeyHint')} />,
              KIT: <KeyHint state={declaration?.accessKeys.KIT ?? null} unset={t('kitAccessKeyHint')} />,
            }}
            urlResult={urlResult}
            states={cases.map(({ activity, state }) => [activity, state])}
          />
        )}
      </div>
    </Card>
  );
}

/** Since when a key is set and what leaving it empty means; before that, where to find one. */
function KeyHint({ state, unset }: { state: KeyState | null; unset: string }) {
  const t = useTranslations('connection.declaration');
  if (!state) return unset;
  return (
    <>
      {t('accessKeySet')} <DateTime at={state.setAt} />. {t('accessKeyReplace')}
    </>
  );
}
