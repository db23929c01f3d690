import { pino } from 'pino';

/** What must never be in a log line, at any depth of the record. */
const SECRET_PATHS = [
  'password',
  'accessKey',
  'cookie',
  'cookies',
  'authorization',
  'secret',
  'secrets',
  'token',
].flatMap((name) => [name, `*.${name}`]);

/** A logger for one part of the system: one JSON line an event, without secrets. */
export const logFor = (name: string) =>
  pino({ name, level: process.env.LOG_LEVEL || 'info', redact: { paths: SECRET_PATHS, censor: '[masked]' } });
