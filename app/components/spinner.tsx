import { LoaderCircle } from 'lucide-react';
import { Icon } from './icon';

/** Something is running; the word stands beside it. */
export function Spinner() {
  return <Icon of={LoaderCircle} className="animate-spin" />;
}
