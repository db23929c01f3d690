'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Select } from '@/app/components/select';
import { TextArea } from '@/app/components/text-area';
import { TextField } from '@/app/components/text-field';
import type { Declaration } from '@/lib/connection-tests/connection-record';
import { DECLARATION_LIMITS } from '@/lib/connection-tests/rules/declaration';
import {
  DEFAULT_OVERLAP_HOURS,
  type InterfaceType,
  OVERLAP_HOURS,
} from '@/lib/connection-tests/rules/key-rotation';
import { PEM_HEAD } from '@/lib/koogallery/public-key';

/** Since when each type's key is set, or where to find one. */
export type KeyHints = Readonly<Record<InterfaceType, ReactNode>>;

type KeyFieldsProps = {
  declaration: Declaration | null;
  hints: KeyHints;
  /** Hidden fields are sent all the same: choosing another product kind for a moment loses nothing. */
  isKitShown: boolean;
};

/** The write-only keys of both interface types, the overlap when one is replaced, and the kit's public key. */
export function KeyFields({ declaration, hints, isKitShown }: KeyFieldsProps) {
  const t = useTranslations('connection.declaration');
  const [replaced, setReplaced] = useState<Readonly<Record<InterfaceType, boolean>>>({
    BASIC: false,
    KIT: false,
  });
  const isReplacing =
    (replaced.BASIC && declaration?.accessKeys.BASIC) || (replaced.KIT && declaration?.accessKeys.KIT);
  const field = (type: InterfaceType, name: 'accessKey' | 'kitAccessKey') => (
    <TextField
      name={name}
      type="password"
      label={t(`fields.${name}`)}
      hint={hints[type]}
      maxLength={DECLARATION_LIMITS.accessKey}
      autoComplete="new-password"
      onChange={(event) => setReplaced({ ...replaced, [type]: event.target.value !== '' })}
      isMono
    />
  );
  return (
    <>
      <div id="accessKey">{field('BASIC', 'accessKey')}</div>
      <div hidden={!isKitShown} className="flex flex-col gap-5 [&[hidden]]:hidden">
        <div id="kitAccessKey">{field('KIT', 'kitAccessKey')}</div>
        <div id="kitPublicKey">
          <TextArea
            name="kitPublicKey"
            label={t('fields.kitPublicKey')}
            hint={t('kitPublicKeyHint')}
            defaultValue={declaration?.kitPublicKey}
            maxLength={DECLARATION_LIMITS.kitPublicKey}
            placeholder={PEM_HEAD}
            spellCheck={false}
            isMono
          />
        </div>
      </div>
      {isReplacing && (
        <Select
          name="keyOverlapHours"
          label={t('fields.keyOverlapHours')}
          hint={t('keyOverlapHint')}
          defaultValue={String(DEFAULT_OVERLAP_HOURS)}
          options={OVERLAP_HOURS.map((hours) => ({
            value: String(hours),
            label: hours === 0 ? t('noOverlap') : t('overlapHours', { hours }),
          }))}
        />
      )}
    </>
  );
}
