import { classNames } from './class-names';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'sm';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-rim bg-raised text-text hover:bg-hover',
  quiet: 'border-transparent bg-transparent text-text hover:bg-hover',
  danger: 'border-transparent bg-danger text-on-danger hover:bg-danger-strong',
};

const SIZES: Record<ButtonSize, string> = { md: 'min-h-9 px-3.5 text-14', sm: 'min-h-7 px-2.5 text-13' };

const UNUSABLE =
  'aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-muted aria-disabled:cursor-not-allowed';

/** The look of everything that is pressed, be it a button or a link. */
export const buttonClass = (
  look: ButtonLook = 'secondary',
  size: ButtonSize = 'md',
  className?: string,
): string =>
  classNames(
    'inline-flex items-center justify-center gap-2 rounded-8 border font-medium whitespace-nowrap no-underline transition-colors',
    SIZES[size],
    LOOKS[look],
    UNUSABLE,
    className,
  );
