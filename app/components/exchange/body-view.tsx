import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/components/code-block';
import { hexDump, plainText } from '@/lib/response-checks/hex-dump';
import { HexView } from './hex-view';
import type { ShownBody } from './shown-attempt';

/** Beyond these a page is slow to draw and nobody reads on. */
const SHOWN_CHARACTERS = 65_536;
const SHOWN_BYTES = 1_024;

type BodyViewProps = { body: ShownBody; label: string };

/** A body as text, and byte by byte where the bytes may be shown; those that no text shows faithfully open as bytes. */
export function BodyView({ body, label }: BodyViewProps) {
  const t = useTranslations('exchange');
  const length = body.kind === 'exact' ? body.bytes.length : body.length;
  if (length === 0) return <p className="text-13 text-muted">{t('empty', { label })}</p>;
  const text = body.kind === 'exact' ? plainText(body.bytes) : body.text;
  const dump = body.kind === 'exact' ? <Bytes bytes={body.bytes} /> : null;
  if (text === null)
    return (
      <div className="flex flex-col gap-2">
        <p className="text-13 text-attention">
          {dump ? t('notText') : t('notTextMasked', { label, bytes: length })}
        </p>
        {dump}
      </div>
    );
  return (
    <div className="flex flex-col gap-2">
      <CodeBlock
        label={t('labelled', { label, bytes: length })}
        text={text.slice(0, SHOWN_CHARACTERS)}
        note={text.length >= SHOWN_CHARACTERS ? t('cutText', { shown: SHOWN_CHARACTERS }) : undefined}
      />
      {dump && (
        <details>
          <summary className="w-fit text-13 text-muted">{t('showBytes')}</summary>
          <div className="pt-2">{dump}</div>
        </details>
      )}
    </div>
  );
}

function Bytes({ bytes }: { bytes: Uint8Array }) {
  const t = useTranslations('exchange');
  return (
    <HexView
      label={t('bytes')}
      text={hexDump(bytes, SHOWN_BYTES)}
      note={bytes.length > SHOWN_BYTES ? t('cutBytes', { shown: SHOWN_BYTES, of: bytes.length }) : undefined}
    />
  );
}
