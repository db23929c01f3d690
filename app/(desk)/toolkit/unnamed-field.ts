import { type ReactNode, useId } from 'react';

/** What the fields of the toolkit have in common. */
export type UnnamedField = {
  label: string;
  hint?: ReactNode;
  problem?: string;
  isOptional?: boolean;
  value: string;
  onChange: (value: string) => void;
};

/**
 * The attributes of a field and of the control in it. The control has no name: not even a form that the browser sends
 * on its own, before the page is alive, could carry what is in it. `autoComplete` off also keeps it out of the browser's
 * session history.
 */
export function useUnnamedField({ label, hint, problem, isOptional, onChange }: Omit<UnnamedField, 'value'>) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`];
  return {
    field: { id, label, hint, problem, isOptional },
    control: {
      id,
      autoComplete: 'off',
      autoCapitalize: 'off',
      spellCheck: false,
      onChange: (event: { target: { value: string } }) => onChange(event.target.value),
      'aria-invalid': problem !== undefined || undefined,
      'aria-describedby': described.filter(Boolean).join(' ') || undefined,
    },
  } as const;
}
