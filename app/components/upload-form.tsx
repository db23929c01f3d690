'use client';

import type { LucideIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { sendForm } from '@/app/send-form';
import { ActionForm } from './action-form';
import { DropField } from './drop-field';
import { SubmitButton } from './submit-button';

type UploadFormProps<T> = {
  /** Where the file goes. */
  url: string;
  words: Record<'file' | 'hint' | 'send' | 'unreachable', string>;
  accept: string;
  icon: LucideIcon;
  /** What is said about the file that was taken last. */
  done: (value: T) => ReactNode;
};

/** Sends one file at a time to a route, and has the page drawn again after each. */
export function UploadForm<T>({ url, words, accept, icon, done }: UploadFormProps<T>) {
  const router = useRouter();
  const [taken, setTaken] = useState<{ count: number; last: T | null }>({ count: 0, last: null });

  async function send(_previous: ActionResult<T> | null, form: FormData) {
    const result = await sendForm<T>(url, form, words.unreachable);
    if (!result.ok) return result;
    setTaken({ count: taken.count + 1, last: result.value });
    router.refresh();
    return result;
  }

  return (
    <div className="flex flex-col gap-2">
      {/* A new form for each file: the chosen one is gone once it is taken. */}
      <ActionForm kind="act" key={taken.count} action={send} labels={{ file: words.file }} className="gap-3">
        <DropField name="file" label={words.file} hint={words.hint} accept={accept} />
        <div>
          <SubmitButton look="secondary" icon={icon}>
            {words.send}
          </SubmitButton>
        </div>
      </ActionForm>
      <p role="status" className="text-13 text-success empty:sr-only">
        {taken.last !== null && done(taken.last)}
      </p>
    </div>
  );
}
