import { redirect } from 'next/navigation';
import { requireContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import { noticeRoute } from '@/app/paths';
import { openNotice } from '@/lib/notices/inbox/open-notice';

/** Leads to what a notice is about; who has opened it has read it. */
export default async function NoticePage({ params }: { params: Promise<{ noticeId: string }> }) {
  const [context, { noticeId }] = await Promise.all([requireContext(), params]);
  const { link } = await orNotFound(openNotice(context, noticeId));
  redirect(noticeRoute(link));
}
