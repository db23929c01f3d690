/**
 * Where every thread begins. It is JavaScript, because a thread inherits no loader from its process: TypeScript can be
 * imported only after this line has registered one.
 */
import { register } from 'tsx/esm/api';

register();
await import('./answer-requests.ts');
