import { equalSecrets } from '@/lib/core/bytes';
import { type Clock, MINUTE_MS } from '@/lib/core/clock';
import { DYING_SESSION_REQUESTS } from '../faults';

export type SessionFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> };
type Profile = { displayName: string; company: string; phone: string };

export type SiteSession = {
  id: string;
  csrfToken: string;
  /** Null before the login. */
  username: string | null;
  profile: Profile;
  /** What was uploaded, oldest first. */
  files: Map<string, SessionFile>;
  lastSeenAt: Date;
  /** Requests made behind the login. */
  uses: number;
};

/** `__Host-`: the browser itself insists on Secure, Path=/ and no Domain. */
export const SESSION_COOKIE = '__Host-session';
const IDLE_MS = 30 * MINUTE_MS;
const MAX_SESSIONS = 5_000;
const MAX_FILES = 20;

export type Sessions = {
  /** The session of a Cookie header, or null when it has none, an unknown one or one that has ended. */
  find(cookieHeader: string | undefined): SiteSession | null;
  start(username: string | null): SiteSession;
  end(session: SiteSession): void;
};

type SessionOptions = {
  clock: Clock;
  /** Unguessable text, fresh at each call. */
  token(): string;
  /** Whether sessions end after a few pages: the fault `session-dies`. */
  isDying(): boolean;
};

/** Sessions in memory: idle ones end after half an hour, and the oldest make room when there are too many. */
export function createSessions({ clock, token, isDying }: SessionOptions): Sessions {
  const sessions = new Map<string, SiteSession>();
  const isOver = (session: SiteSession) =>
    clock.now().getTime() - session.lastSeenAt.getTime() > IDLE_MS ||
    (isDying() && session.uses >= DYING_SESSION_REQUESTS);
  return {
    find(cookieHeader) {
      const session = sessions.get(cookieValue(cookieHeader, SESSION_COOKIE) ?? '');
      if (!session) return null;
      if (isOver(session)) {
        sessions.delete(session.id);
        return null;
      }
      session.lastSeenAt = clock.now();
      if (session.username !== null) session.uses += 1;
      return session;
    },
    start(username) {
      const oldest = sessions.keys().next();
      if (sessions.size >= MAX_SESSIONS && !oldest.done) sessions.delete(oldest.value);
      const profile = {
        displayName: 'Robin Marlow',
        company: 'Marlow & Finch Ltd',
        phone: '+44 20 7946 0018',
      };
      const session = {
        id: token(),
        csrfToken: token(),
        username,
        profile,
        files: new Map<string, SessionFile>(),
        lastSeenAt: clock.now(),
        uses: 0,
      };
      sessions.set(session.id, session);
      return session;
    },
    end(session) {
      sessions.delete(session.id);
    },
  };
}

/** @param isSentFromElsewhere whether the browser adds the cookie to forms that other sites send */
export const sessionCookie = (session: SiteSession, isSentFromElsewhere: boolean) =>
  [
    'Set-Cookie',
    `${SESSION_COOKIE}=${session.id}; Path=/; Secure; HttpOnly; SameSite=${isSentFromElsewhere ? 'None' : 'Lax'}`,
  ] as const;

/** Keeps a file under its name; the oldest makes room. */
export function saveSessionFile({ files }: SiteSession, file: SessionFile): void {
  const oldest = files.keys().next();
  if (files.size >= MAX_FILES && !oldest.done) files.delete(oldest.value);
  files.set(file.name, file);
}

export const endedSessionCookie = [
  'Set-Cookie',
  `${SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`,
] as const;

/** Whether a form carries the token of the session that it was rendered for. */
export const isCsrfTokenRight = (session: SiteSession, token: string): boolean =>
  equalSecrets(token, session.csrfToken);

function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
