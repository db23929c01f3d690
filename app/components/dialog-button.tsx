'use client';

import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import type { ButtonLook, ButtonSize } from './button-style';
import { Dialog } from './dialog';

type DialogButtonProps = {
  label: string;
  title: string;
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: LucideIcon;
  children: ReactNode;
};

/** A button and the dialog that it opens. */
export function DialogButton({ label, title, look, size, icon, children }: DialogButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look={look} size={size} icon={icon} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={title}>
        {children}
      </Dialog>
    </>
  );
}
