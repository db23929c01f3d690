/** Loaded before the web process of the bench: counts the statements that go to the database, and says so when asked. */
import pg from 'pg';

let statements = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...parts: unknown[]) {
  statements += 1;
  return Reflect.apply(query, this, parts);
} as typeof query;

process.on('message', (asked) => {
  if (asked === 'statements') process.send?.({ statements });
});
// It waits for questions, and keeps nobody from ending.
process.channel?.unref();
