'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { Button } from '@/app/components/button';
import { FieldError } from '@/app/components/field-error';
import { useField } from '@/app/components/form-context';
import { DECLARATION_LIMITS } from '@/lib/connection-tests/rules/declaration';

type Parameter = { name: string; value: string };
type Row = Parameter & { key: number };

type ParameterRowsProps = { parameters: readonly Parameter[]; onRowsChange: () => void };

/** Extension parameters, a row each; every row is sent under the same two names, in its order. */
export function ParameterRows({ parameters, onRowsChange }: ParameterRowsProps) {
  const t = useTranslations('connection.declaration');
  const hintId = useId();
  const [rows, setRows] = useState<Row[]>(parameters.map((parameter, key) => ({ ...parameter, key })));
  const count = rows.length;
  useEffect(() => {
    if (count !== parameters.length) onRowsChange();
  }, [count, parameters.length, onRowsChange]);
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  return (
    <fieldset aria-describedby={hintId} className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">{t('fields.extensionParameters')}</legend>
      <p id={hintId} className="text-13 text-muted">
        {t('extensionParametersHint')}
      </p>
      {rows.map((row, index) => (
        <div key={row.key} className="flex items-start gap-2">
          <ParameterField
            name="parameterName"
            fieldName={`extensionParameters.${index}.name`}
            label={t('parameterName', { number: index + 1 })}
            placeholder={t('parameterNameShort')}
            value={row.name}
          />
          <ParameterField
            name="parameterValue"
            fieldName={`extensionParameters.${index}.value`}
            label={t('parameterValue', { number: index + 1 })}
            placeholder={t('parameterValueShort')}
            value={row.value}
          />
          <Button look="quiet" icon={X} onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}>
            <span className="sr-only">{t('removeParameter', { number: index + 1 })}</span>
          </Button>
        </div>
      ))}
      {rows.length < DECLARATION_LIMITS.extensionParameters && (
        <div>
          <Button
            size="sm"
            icon={Plus}
            onClick={() => setRows([...rows, { key: nextKey, name: '', value: '' }])}
          >
            {t('addParameter')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

type ParameterFieldProps = {
  name: string;
  /** The name under which a problem of this control comes back. */
  fieldName: string;
  label: string;
  placeholder: string;
  value: string;
};

function ParameterField({ name, fieldName, label, placeholder, value }: ParameterFieldProps) {
  const { id, problem, describedBy } = useField(fieldName, false);
  return (
    <div className="min-w-0 flex-1">
      <input
        id={id}
        name={name}
        aria-label={label}
        placeholder={placeholder}
        defaultValue={value}
        maxLength={DECLARATION_LIMITS.extensionText}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={describedBy}
        className="field-box font-mono text-13"
      />
      {problem !== undefined && <FieldError id={`${id}-problem`} message={problem} />}
    </div>
  );
}
