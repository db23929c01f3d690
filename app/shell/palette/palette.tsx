'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/app/components/dialog';
import type { DeskReader } from '@/app/places';
import { PaletteBox, type PaletteBoxProps } from './palette-box';

export type PaletteProps = PaletteBoxProps & { who: DeskReader; isOpen: boolean };

/** Finds places, actions and assets by what is typed, and goes there or does them. */
export function Palette({ isOpen, ...props }: PaletteProps) {
  const t = useTranslations('shell.palette');
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={t('title')}>
      <PaletteBox {...props} />
    </Dialog>
  );
}
