import { LoaderCircle } from 'lucide-react';
import { Glyph } from './glyph';

/** Something is running; the label is beside it. */
export function Spinner() {
  return <Glyph icon={LoaderCircle} className="animate-spin" />;
}
