'use client';

import type { LucideIcon } from 'lucide-react';
import { type ComponentProps, use } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonLook, type ButtonSize, buttonClass } from './button-style';
import { FormContext } from './form-context';
import { Glyph } from './glyph';
import { Spinner } from './spinner';

type SubmitButtonProps = Omit<ComponentProps<'button'>, 'type' | 'disabled'> & {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: LucideIcon;
};

/** Sends its form once: while the answer is awaited it keeps focus, shows that it runs and ignores further presses. */
export function SubmitButton({
  look = 'primary',
  size,
  icon,
  className,
  children,
  onClick,
  ...rest
}: SubmitButtonProps) {
  const form = use(FormContext);
  const status = useFormStatus();
  const isPending = status.pending || form?.isPending === true;
  return (
    <button
      {...rest}
      type="submit"
      aria-disabled={isPending || undefined}
      onClick={(event) => {
        if (isPending) event.preventDefault();
        else onClick?.(event);
      }}
      className={buttonClass(look, size, className)}
    >
      {isPending ? <Spinner /> : icon && <Glyph icon={icon} />}
      {children}
    </button>
  );
}
