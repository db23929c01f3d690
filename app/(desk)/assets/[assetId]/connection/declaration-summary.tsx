import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import { useListText } from '@/app/components/use-list-text';
import type { Declaration } from '@/lib/connection-tests/connection-record';
import type { KeyState } from '@/lib/connection-tests/rules/key-rotation';
import { textOr } from '@/lib/i18n/text-or';

/** What is declared, to read: keys are said to be set and never shown. */
export function DeclarationSummary({ declaration }: { declaration: Declaration }) {
  const t = useTranslations('connection.declaration');
  const listText = useListText();
  const { protocol, productKind, billingModes, accessKeys, kitPublicKey } = declaration;
  const { extensionParameters, provisioningInfo, encryptionAlgorithm, productionUrl } = declaration;
  const none = <span className="text-muted">{t('summary.none')}</span>;
  const list = (words: readonly string[]) => (words.length === 0 ? none : listText(words));
  const mono = (text: string) => (text === '' ? none : <span className="font-mono text-13">{text}</span>);
  return (
    <DefinitionList
      items={[
        { term: t('fields.protocol'), value: t(`protocols.${protocol}.label`) },
        { term: t('fields.productKind'), value: t(`productKinds.${productKind}.label`) },
        {
          term: t('fields.billingModes'),
          value: list(billingModes.map((mode) => t(`billingModes.${mode}`))),
        },
        { term: t('fields.productionUrl'), value: mono(productionUrl) },
        { term: t('fields.accessKey'), value: <KeyFact state={accessKeys.BASIC} /> },
        ...(productKind === 'JOINT_OPERATIONS'
          ? [
              { term: t('summary.kitKey'), value: <KeyFact state={accessKeys.KIT} /> },
              { term: t('summary.publicKey'), value: kitPublicKey === '' ? none : t('summary.set') },
            ]
          : []),
        {
          term: t('summary.parameters'),
          value:
            extensionParameters.length === 0
              ? none
              : mono(listText(extensionParameters.map(({ name, value }) => `${name}=${value}`))),
        },
        {
          term: t('summary.provisioning'),
          value: list(provisioningInfo.map((code) => textOr(t, `provisioningInfo.${code}`, code))),
        },
        { term: t('summary.encryption'), value: t(`encryption.${encryptionAlgorithm}`) },
      ]}
    />
  );
}

function KeyFact({ state }: { state: KeyState | null }) {
  const t = useTranslations('connection.declaration');
  if (!state) return <span className="text-muted">{t('summary.none')}</span>;
  return (
    <>
      {t('accessKeySet')} <DateTime at={state.setAt} isDayOnly />
    </>
  );
}
