'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/app/components/button';
import { TextField } from '@/app/components/text-field';
import { LOGIN_LIMITS } from '@/lib/websites/rules/login-profile';

type Row = { key: number; name: string; isStored: boolean };

/** Up to five headers: names are shown, values are not; a row that is taken away takes its value along. */
export function HeaderRows({ names }: { names: readonly string[] }) {
  const t = useTranslations('websites.login');
  const hintId = useId();
  const [rows, setRows] = useState<Row[]>(names.map((name, key) => ({ key, name, isStored: true })));
  const nextKey = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  return (
    <fieldset aria-describedby={hintId} className="flex flex-col gap-3">
      <legend className="mb-1.5 font-medium">{t('headers')}</legend>
      <p id={hintId} className="text-13 text-muted">
        {t('headersHint')}
      </p>
      {rows.map((row, index) => (
        <div key={row.key} className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 flex-1 basis-40">
            <TextField
              name={`headers.${index}.name`}
              label={t('headerName', { number: index + 1 })}
              defaultValue={row.name}
              maxLength={LOGIN_LIMITS.headerName}
              autoComplete="off"
              spellCheck={false}
              isMono
            />
          </div>
          <div className="min-w-0 flex-1 basis-40">
            <TextField
              name={`headers.${index}.value`}
              type="password"
              label={t('headerValue', { number: index + 1 })}
              placeholder={row.isStored ? t('headerKept') : undefined}
              maxLength={LOGIN_LIMITS.headerValue}
              autoComplete="new-password"
              isMono
            />
          </div>
          <Button
            look="quiet"
            icon={X}
            onClick={() => setRows(rows.filter((other) => other.key !== row.key))}
          >
            <span className="sr-only">{t('removeHeader', { number: index + 1 })}</span>
          </Button>
        </div>
      ))}
      {rows.length < LOGIN_LIMITS.headers && (
        <div>
          <Button
            size="sm"
            icon={Plus}
            onClick={() => setRows([...rows, { key: nextKey, name: '', isStored: false }])}
          >
            {t('addHeader')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
