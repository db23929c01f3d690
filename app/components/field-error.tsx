import { CircleAlert } from 'lucide-react';
import { Glyph } from './glyph';

/** What is wrong with one field, below it; the control names it in `aria-describedby`. */
export function FieldError({ id, message }: { id: string; message: string }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-13 text-danger">
      <Glyph icon={CircleAlert} size={14} className="mt-0.5" />
      {message}
    </p>
  );
}
