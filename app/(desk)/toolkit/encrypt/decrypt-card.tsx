import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { AreaField } from '@/app/(desk)/toolkit/area-field';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { Notice } from '@/app/components/notice';
import { CIPHERTEXT_LIMIT, type EncryptType } from '@/lib/signing/encryption';
import { explainCiphertext } from '@/lib/signing/explain-ciphertext';
import { purePrimitives } from '@/lib/signing/pure-primitives';

/** Beyond what a field of any interface can hold. */
const MOST_CHARACTERS = 16_384;

type DecryptCardProps = { accessKey: string; encryptType: EncryptType };

/** Ciphertext to plaintext, or the reason why not. */
export function DecryptCard({ accessKey, encryptType }: DecryptCardProps) {
  const t = useTranslations('toolkit.encrypt');
  const signing = useTranslations('signing.decryption');
  const [given, setGiven] = useState('');
  const ciphertext = given.trim();
  const blocker = accessKey === '' ? 'noKey' : ciphertext.length > MOST_CHARACTERS ? 'tooMuch' : null;
  const decryption = useMemo(
    () =>
      ciphertext === '' || blocker !== null
        ? null
        : explainCiphertext(given, { accessKey, encryptType }, purePrimitives),
    [given, ciphertext, blocker, accessKey, encryptType],
  );
  return (
    <Card title={t('decrypt')}>
      <div className="flex flex-col gap-4">
        <AreaField label={t('given')} hint={t('givenHint')} value={given} onChange={setGiven} />
        {ciphertext !== '' && (
          <p className="text-13 text-muted tabular-nums">
            {t(ciphertext.length > CIPHERTEXT_LIMIT ? 'givenTooLong' : 'givenLength', {
              characters: ciphertext.length,
              limit: CIPHERTEXT_LIMIT,
            })}
          </p>
        )}
        <div role="status">
          {decryption === null ? (
            <p className="text-13 text-muted">
              {t(ciphertext === '' ? 'decryptEmpty' : `blocker.${blocker ?? 'noKey'}`)}
            </p>
          ) : decryption.ok ? (
            <CodeBlock
              label={t('decrypted')}
              text={decryption.plaintext === '' ? t('emptyText') : decryption.plaintext}
              isCopyable={decryption.plaintext !== ''}
            />
          ) : (
            <div className="flex flex-col gap-2">
              {decryption.causes.map(({ code, ...values }) => (
                <Notice
                  key={JSON.stringify([code, values])}
                  tone="attention"
                  title={signing(`${code}.what`, values)}
                >
                  {signing(`${code}.fix`, values)}
                </Notice>
              ))}
            </div>
          )}
        </div>
      </div>
    </Card>
  );
}
