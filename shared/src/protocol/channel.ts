// How sub-logs of a party, their keys and logs are called on the wire.
import * as v from 'valibot';

/** Of a channel, a key or a log. */
export const nameSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,31}$/));

/** Named sub-log of a party; `party` is also written by the relay itself. */
export const channelSchema = nameSchema;
