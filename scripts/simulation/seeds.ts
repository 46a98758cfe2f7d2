// Seeds that once found something, by what they found. They stay, whatever else is run.

export const REGRESSION_SEEDS: readonly (readonly [seed: number, found: string])[] = [
  [4, 'an acknowledgement that came before its event made the host claim the party twice'],
  [233, 'a seek that was over before its late `seeking` was undone as if it were drift'],
  [3, 'the report of another command was taken for the element refusing a rate, and nudging stopped'],
  [250, 'a late `seeking` of our own seek, after another `seeked`, went out as an act'],
  [1237, 'the same, while paused'],
  [193, 'an act was settled before its event had come, so the party was claimed twice'],
  [8436, 'acts made before the clock was known were sent as new, however old they were'],
  [3406, 'a wake that rounding between two clocks put before itself came again for ever'],
  [640, 'a seek seen under way before its `seeking` was forgotten when the event came'],
  [8977, 'an act made while the page had not heard the catch-up of a rejoin overwrote a newer one'],
  [382, 'a step of relay time, too small for one probe to contradict, left a narrow wrong estimate'],
  [426, 'a party speed that changed under a nudge was taken for the element rounding it'],
  [1434, 'acts made offline before the clock was known all went out, not only the newest'],
  [976, 'the strongest nudge was rounded away, and was tried again for ever'],
  [2344, 'the time that somebody stepped out was learned as the cost of a seek'],
  [9213, 'at half speed a nudge was chosen for what it could not close in time'],
  [1652, 'seeks that missed by more than they were for were made again and again'],
];
