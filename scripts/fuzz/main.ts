// npm run fuzz: a million hostile inputs against a real relay, with a party of friends on it that must not notice.
import { parseArgs } from 'node:util';
import { attack, complaintsOf } from './attack.ts';

const HELP = `npm run fuzz [-- flags]: a real relay under hostile inputs, with a party on it that must not notice.

  --inputs N   frames to send (default 1000000)
  --seed N     which ones (default 1)
  --limits L   of rate: lifted (each input gets as far as it can) or tight (default lifted)
`;
const ATTACKERS = 50;
const SILENT = 1_000;
const EXIT_BAD_FLAGS = 2;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    limits: { type: 'string', default: 'lifted' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const { limits } = values;
const [inputs, seed] = [Number(values.inputs), Number(values.seed)];
if (values.help) {
  process.stdout.write(HELP);
} else if (!Number.isInteger(inputs) || inputs < ATTACKERS || !Number.isInteger(seed)) {
  console.error(`--inputs takes a whole number from ${ATTACKERS}, --seed a whole number.`);
  process.exitCode = EXIT_BAD_FLAGS;
} else if (limits !== 'lifted' && limits !== 'tight') {
  console.error('--limits takes lifted or tight.');
  process.exitCode = EXIT_BAD_FLAGS;
} else {
  const onProgress = (sent: number) => console.error(`${sent} of ${inputs} inputs sent`);
  const report = await attack({ seed, inputs, attackers: ATTACKERS, silent: SILENT, limits, onProgress });
  const complaints = complaintsOf(report);
  const megabytes = (bytes: number) => `${(bytes / 1_024 / 1_024).toFixed(1)} MB`;
  console.log(
    [
      `${report.inputs} inputs in ${report.seconds.toFixed(0)} s, ${report.endings} connections ended by the relay, ${report.limited} told to wait.`,
      `Heap ${megabytes(report.heapBefore)} after a fifth of them, ${megabytes(report.heapAfter)} after all.`,
      `The party on it: ${report.bystanders.acts} acts, the slowest ${report.bystanders.slowestMs.toFixed(0)} ms.`,
      ...complaints,
    ].join('\n'),
  );
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
