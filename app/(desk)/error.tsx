'use client';

import { PageFailure, type PageFailureProps } from '@/app/components/page-failure';

/** Inside the shell: rail and top bar stay usable. */
export default function DeskError(props: PageFailureProps) {
  return <PageFailure {...props} />;
}
