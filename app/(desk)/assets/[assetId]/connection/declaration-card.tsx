import { useTranslations } from 'next-intl';
import type { Connection } from '@/lib/connection-tests/get-connection';
import { Card } from '../../../../components/card';
import { DateTime } from '../../../../components/date-time';
import { DeclarationForm } from './declaration-form';
import { UrlVerdict } from './url-verdict';

/** What the asset declares: editable, or readable with the reason why it is not. */
export function DeclarationCard({ connection, mayEdit }: { connection: Connection; mayEdit: boolean }) {
  const t = useTranslations('connection.declaration');
  const errors = useTranslations('errors.connection.obstacles');
  const { asset, declaration, productionUrl, lock } = connection;
  const obstacle = lock ?? (mayEdit ? null : 'ROLE');
  const keyHint = declaration?.accessKeys.BASIC ? (
    <>
      {t('accessKeySet')} <DateTime at={declaration.accessKeys.BASIC.setAt} />. {t('accessKeyReplace')}
    </>
  ) : (
    t('accessKeyHint')
  );
  return (
    <Card title={t('title')}>
      <DeclarationForm
        assetId={asset.id}
        declaration={declaration}
        obstacle={obstacle && errors(obstacle)}
        keyHint={keyHint}
        urlVerdict={productionUrl && declaration && <UrlVerdict verdict={productionUrl} />}
      />
    </Card>
  );
}
