import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { AreaField } from '@/app/(desk)/toolkit/area-field';
import { randomBytes } from '@/app/(desk)/toolkit/random-bytes';
import { Button } from '@/app/components/button';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { Meter } from '@/app/components/meter';
import {
  CIPHERTEXT_LIMIT,
  countCiphertext,
  type EncryptType,
  encryptField,
  newIv,
} from '@/lib/signing/encryption';
import { purePrimitives } from '@/lib/signing/pure-primitives';

/** Far beyond the limit of any field: more is counted but not encrypted while somebody types. */
const MOST_BYTES = 4_096;

type EncryptCardProps = { accessKey: string; encryptType: EncryptType };

/** Plaintext to ciphertext, with the count that KooGallery goes by: that of the ciphertext. */
export function EncryptCard({ accessKey, encryptType }: EncryptCardProps) {
  const t = useTranslations('toolkit.encrypt');
  const [plaintext, setPlaintext] = useState('');
  /** Drawn with the first character: the server and the browser would draw different ones. */
  const [iv, setIv] = useState('');
  const count = countCiphertext(plaintext);
  const blocker = accessKey === '' ? 'noKey' : count.plaintextBytes > MOST_BYTES ? 'tooMuch' : null;
  const ciphertext = useMemo(
    () =>
      plaintext === '' || blocker !== null
        ? null
        : encryptField(plaintext, { accessKey, encryptType, iv }, purePrimitives),
    [plaintext, blocker, accessKey, encryptType, iv],
  );
  const problem = count.fits ? undefined : t('tooLong', { bytes: -count.bytesLeft, limit: CIPHERTEXT_LIMIT });

  function type(text: string) {
    if (iv === '') setIv(newIv(randomBytes));
    setPlaintext(text);
  }

  return (
    <Card title={t('encrypt')}>
      <div className="flex flex-col gap-4">
        <AreaField
          label={t('plaintext')}
          hint={t('plaintextHint')}
          problem={problem}
          value={plaintext}
          onChange={type}
        />
        <Meter
          label={t('length')}
          value={plaintext === '' ? 0 : count.ciphertextCharacters}
          max={count.limit}
          tone={count.fits ? 'success' : 'danger'}
          text={t('count', {
            characters: plaintext === '' ? 0 : count.ciphertextCharacters,
            limit: count.limit,
            left: Math.max(0, count.bytesLeft),
          })}
        />
        {ciphertext === null ? (
          <p className="text-13 text-muted">
            {t(plaintext === '' ? 'encryptEmpty' : `blocker.${blocker ?? 'noKey'}`)}
          </p>
        ) : (
          <>
            <CodeBlock label={t('ciphertext')} text={ciphertext} note={t('ciphertextNote')} />
            <div>
              <Button size="sm" icon={RefreshCw} onClick={() => setIv(newIv(randomBytes))}>
                {t('newIv')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}
