import { Button } from '@/app/components/button';

/** A plain form: the same address that a mail program calls. */
export function UnsubscribeForm({ token, label }: { token: string; label: string }) {
  return (
    <form method="post" action={`/api/unsubscribe?token=${encodeURIComponent(token)}`}>
      <Button type="submit" look="primary">
        {label}
      </Button>
    </form>
  );
}
