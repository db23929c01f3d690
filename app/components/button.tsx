import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { type ButtonLook, type ButtonSize, buttonClass } from './button-style';
import { Glyph } from './glyph';

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: LucideIcon;
};

/** A button that can be used. One that cannot stays visible and says why: see `UnusableButton`. */
export function Button({ look, size, icon, className, type = 'button', children, ...rest }: ButtonProps) {
  return (
    <button type={type} className={buttonClass(look, size, className)} {...rest}>
      {icon && <Glyph icon={icon} />}
      {children}
    </button>
  );
}
