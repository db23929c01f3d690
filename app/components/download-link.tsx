import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { type ButtonLook, type ButtonSize, buttonClass } from './button-style';
import { Glyph } from './glyph';

type DownloadLinkProps = { href: string; look?: ButtonLook; size?: ButtonSize; children: ReactNode };

/** A file to save: a plain link, because the router must not fetch it ahead. */
export function DownloadLink({ href, look, size, children }: DownloadLinkProps) {
  return (
    <a href={href} download className={buttonClass(look, size)}>
      <Glyph icon={Download} />
      {children}
    </a>
  );
}
