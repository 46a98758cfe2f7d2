// How the sub-logs of a party are called on the wire.
import * as v from 'valibot';

/** Of a channel, a key or a log. */
export const nameSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,31}$/));
