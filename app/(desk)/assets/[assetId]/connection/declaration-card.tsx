import { useTranslations } from 'next-intl';
import type { Connection } from '@/lib/connection-tests/get-connection';
import type { KeyState } from '@/lib/connection-tests/rules/key-rotation';
import { Card } from '../../../../components/card';
import { DateTime } from '../../../../components/date-time';
import { DeclarationForm } from './declaration-form';
import { OverlapNotices } from './overlap-notices';
import { UrlVerdict } from './url-verdict';

/** What the asset declares: editable, or readable with the reason why it is not. */
export function DeclarationCard({ connection, mayEdit }: { connection: Connection; mayEdit: boolean }) {
  const t = useTranslations('connection.declaration');
  const errors = useTranslations('errors.connection.obstacles');
  const { asset, declaration, productionUrl, lock, cases } = connection;
  const obstacle = lock ?? (mayEdit ? null : 'ROLE');
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-5">
        {declaration && <OverlapNotices declaration={declaration} mayEdit={mayEdit} />}
        <DeclarationForm
          assetId={asset.id}
          declaration={declaration}
          obstacle={obstacle && errors(obstacle)}
          keyHints={{
            BASIC: <KeyHint state={declaration?.accessKeys.BASIC ?? null} unset={t('accessKeyHint')} />,
            KIT: <KeyHint state={declaration?.accessKeys.KIT ?? null} unset={t('kitAccessKeyHint')} />,
          }}
          urlVerdict={productionUrl && declaration && <UrlVerdict verdict={productionUrl} />}
          states={cases.map(({ activity, state }) => [activity, state])}
        />
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
