import { FileUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { AreaField } from './area-field';
import { type ByteSource, MAX_BYTES } from './byte-source';

type ByteFieldProps = {
  label: string;
  hint: ReactNode;
  placeholder?: string;
  source: ByteSource;
  onChange: (source: ByteSource) => void;
};

/**
 * Bytes as text, or from a file that this browser reads by itself. The file exists because a text box cannot hold
 * every byte: it turns CR LF into LF, and knows nothing but text.
 */
export function ByteField({ label, hint, placeholder, source, onChange }: ByteFieldProps) {
  const t = useTranslations('toolkit.bytes');
  const [problem, setProblem] = useState<'unreadable' | 'tooLarge' | null>(null);

  async function read(file: File | undefined) {
    if (!file) return;
    if (file.size > MAX_BYTES) return setProblem('tooLarge');
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      setProblem(null);
      onChange({ ...source, file: { name: file.name, bytes } });
    } catch {
      // Moved, or not ours to read, since it was chosen.
      setProblem('unreadable');
    }
  }

  return (
    <div className="flex min-w-0 flex-col gap-2">
      {source.file === null ? (
        <AreaField
          label={label}
          hint={hint}
          isTall
          placeholder={placeholder}
          problem={problem === null ? undefined : t(problem)}
          value={source.text}
          onChange={(text) => {
            setProblem(null);
            onChange({ text, file: null });
          }}
        />
      ) : (
        <ChosenFile label={label} file={source.file} />
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {source.file === null ? (
          <FilePicker label={t('open')} onPick={read} />
        ) : (
          <Button size="sm" icon={X} onClick={() => onChange({ ...source, file: null })}>
            {t('remove')}
          </Button>
        )}
        <span className="text-13 text-muted">{t('why')}</span>
      </div>
    </div>
  );
}

function ChosenFile({ label, file }: { label: string; file: NonNullable<ByteSource['file']> }) {
  const t = useTranslations('toolkit.bytes');
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{label}</legend>
      <p className="field-box flex flex-wrap items-center gap-x-3 bg-sunken font-mono text-13 wrap-anywhere">
        {t('file', { name: file.name, bytes: file.bytes.length })}
      </p>
    </fieldset>
  );
}

type FilePickerProps = { label: string; onPick: (file: File | undefined) => Promise<void> };

function FilePicker({ label, onPick }: FilePickerProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again after it was changed.
          event.target.value = '';
          void onPick(file);
        }}
      />
      <Button size="sm" icon={FileUp} onClick={() => picker.current?.click()}>
        {label}
      </Button>
    </>
  );
}
