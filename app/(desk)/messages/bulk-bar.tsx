'use client';

import { Download, GitCompareArrows, RotateCw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/app/components/button';

type BulkBarProps = { most: number; children: ReactNode };

/**
 * The rows of the log in a form: what is chosen is sent by one of the buttons below. The addresses they lead to hold the
 * choice, so that back works.
 */
export function BulkBar({ most, children }: BulkBarProps) {
  const t = useTranslations('messages.bulk');
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(0);
  const [unrepeatable, setUnrepeatable] = useState(0);
  const recount = () => {
    const chosen = [...(form.current?.querySelectorAll<HTMLInputElement>('input[name="id"]:checked') ?? [])];
    setCount(chosen.length);
    setUnrepeatable(chosen.filter(({ dataset }) => dataset.noRestart !== undefined).length);
  };
  const clear = () => {
    form.current?.reset();
    setCount(0);
    setUnrepeatable(0);
  };
  const isTooMany = count > most;
  return (
    <form
      ref={form}
      method="get"
      action="/messages/restart"
      onChange={recount}
      className="flex flex-col gap-3"
    >
      {children}
      <fieldset
        aria-label={t('label')}
        className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-8 border border-line bg-raised px-4 py-2.5"
      >
        <p role="status" className="mr-auto text-13 text-muted tabular-nums">
          {count === 0 ? t('none') : t('count', { count })}
          {isTooMany && ` · ${t('tooMany', { most })}`}
          {count > 0 && count !== 2 && !isTooMany && ` · ${t('compareWhy')}`}
          {unrepeatable > 0 && ` · ${t('cannotRestart', { count: unrepeatable })}`}
        </p>
        {count > 0 && (
          <Buttons {...{ count, isTooMany }} mayRestart={!isTooMany && unrepeatable === 0} clear={clear} />
        )}
      </fieldset>
    </form>
  );
}

type ButtonsProps = { count: number; isTooMany: boolean; mayRestart: boolean; clear: () => void };

/** What can be done with the chosen rows; what cannot be done now stays in view. */
function Buttons({ count, isTooMany, mayRestart, clear }: ButtonsProps) {
  const t = useTranslations('messages.bulk');
  return (
    <>
      <Button
        type={mayRestart ? 'submit' : 'button'}
        aria-disabled={!mayRestart || undefined}
        size="sm"
        icon={RotateCw}
      >
        {t('restart')}
      </Button>
      <Button
        type={count === 2 ? 'submit' : 'button'}
        aria-disabled={count !== 2 || undefined}
        formAction="/messages/compare"
        size="sm"
        icon={GitCompareArrows}
      >
        {t('compare')}
      </Button>
      <ExportButton format="csv" isUsable={!isTooMany} label={t('csv')} />
      <ExportButton format="ndjson" isUsable={!isTooMany} label={t('ndjson')} />
      <Button size="sm" look="quiet" icon={X} onClick={clear}>
        {t('clear')}
      </Button>
    </>
  );
}

type ExportButtonProps = { format: string; isUsable: boolean; label: string };

function ExportButton({ format, isUsable, label }: ExportButtonProps) {
  return (
    <Button
      type={isUsable ? 'submit' : 'button'}
      aria-disabled={!isUsable || undefined}
      formAction="/messages/export"
      name="format"
      value={format}
      size="sm"
      icon={Download}
    >
      {label}
    </Button>
  );
}
