// Properties try the same cases in every short run, so that a red run can be had again and a green one is no
// luck; the full run looks further, with a seed that a failure prints.
import fc from 'fast-check';

const SHORT_RUN_SEED = 20_261_121;

if (process.env.SAMEFRAME_FULL === undefined) fc.configureGlobal({ seed: SHORT_RUN_SEED });
