'use client';

import { useId, useState } from 'react';
import { MenuFrame, type MenuFrameProps } from './menu-frame';

type MenuProps = Omit<MenuFrameProps, 'panelId' | 'isOpen' | 'setOpen'>;

/** A button that unfolds links and small forms. */
export function Menu(props: MenuProps) {
  const [isOpen, setOpen] = useState<boolean | null>(null);
  return <MenuFrame {...props} panelId={useId()} isOpen={isOpen} setOpen={setOpen} />;
}
