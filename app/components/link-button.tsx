import type { LucideIcon } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { type ButtonLook, type ButtonSize, buttonClass } from './button-style';
import { Glyph } from './glyph';

type LinkButtonProps = {
  href: Route;
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: LucideIcon;
  className?: string;
  children: ReactNode;
};

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ href, look, size, icon, className, children }: LinkButtonProps) {
  return (
    <Link prefetch={false} href={href} className={buttonClass(look, size, className)}>
      {icon && <Glyph icon={icon} />}
      {children}
    </Link>
  );
}
