'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, type DragEvent, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import { FileField } from './file-field';

/** What an `accept` that takes pictures names. */
const PICTURES = /image\/|\.png/;

/**
 * One file that is chosen, dropped here, or, where pictures are taken, pasted into the form as one; a picture is shown
 * before it is sent. Without the page's script the file is chosen.
 */
export function DropField(props: ComponentProps<typeof FileField> & { accept: string }) {
  const takesPictures = PICTURES.test(props.accept);
  const t = useTranslations('common.drop');
  const hint = t(takesPictures ? 'hint' : 'hintOfFiles');
  const holder = useRef<HTMLFieldSetElement>(null);
  const [isOver, setOver] = useState(false);
  const [picture, setPicture] = useState<string | null>(null);

  useEffect(() => {
    const form = holder.current?.closest('form');
    const paste = (event: ClipboardEvent) => {
      if (takeFile(holder.current, event.clipboardData)) event.preventDefault();
    };
    if (takesPictures) form?.addEventListener('paste', paste);
    return () => form?.removeEventListener('paste', paste);
  }, [takesPictures]);
  useEffect(() => () => (picture === null ? undefined : URL.revokeObjectURL(picture)), [picture]);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    takeFile(holder.current, event.dataTransfer);
  }

  return (
    <fieldset
      ref={holder}
      aria-label={hint}
      className={classNames(
        'flex min-w-0 flex-col gap-2 rounded-8 border border-dashed p-3',
        isOver ? 'border-accent bg-accent-quiet' : 'border-line',
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileField
        {...props}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          setPicture(file?.type.startsWith('image/') ? URL.createObjectURL(file) : null);
          props.onChange?.(event);
        }}
      />
      <p aria-hidden="true" className="text-13 text-muted">
        {hint}
      </p>
      {picture !== null && (
        // biome-ignore lint/performance/noImgElement: a picture of the reader's machine has no address of ours.
        <img src={picture} alt={t('preview')} className="max-h-40 max-w-full self-start rounded-4" />
      )}
    </fieldset>
  );
}

/** Puts the first file of what was dropped or pasted into the field. @returns whether there was one */
function takeFile(holder: HTMLElement | null, from: DataTransfer | null): boolean {
  const input = holder?.querySelector('input');
  const file = from?.files[0];
  if (!input || !file) return false;
  const one = new DataTransfer();
  one.items.add(file);
  input.files = one.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}
