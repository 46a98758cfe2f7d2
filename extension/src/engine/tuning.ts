// Every number of the engine, with its unit and the reason or source. "facts" is the measured platform sheet:
// Chromium 156 and Firefox 153 on two cores without a GPU.

/** How long an unexplained change waits for an explanation (pause before ended, emptied …), ms. */
export const UNKNOWN_HOLD_MS = 400;
/** How often it is looked whether a click on native controls has been counted, ms: Firefox does with the next picture. */
export const COUNT_LOOK_MS = 30;
/** While a mouse button is down a pause may be the beginning of a scrub, ms; nobody holds a button longer to pause. */
export const PRESS_HOLD_MS = 400;
/** How often it is looked whether the button is still down, ms: what a pause may be late by where it was no scrub. */
export const PRESS_LOOK_MS = 50;
/** Trusted input this recent explains a change, ms (Chromium delays a click on the picture by 305 ms). */
export const INPUT_EXPLAINS_MS = 1_000;
/** A button of a page that jumps and stops does both within this, ms. */
export const ONE_PRESS_MS = 100;
/** User activation lasts about 5 s; without input seen for longer it came from unseen native controls, ms. */
export const ACTIVATION_MS = 5_200;
/**
 * Choosing from a context menu (Firefox's native speeds) is seen by no page: the menu's opening speaks for one speed, for
 * as long as a person may take to choose it, ms.
 */
export const MENU_EXPLAINS_MS = 10_000;
/** Chromium pauses muted videos 0.3–11 ms after hiding and plays them after showing (facts 4a), ms. */
export const VISIBILITY_EXPLAINS_MS = 250;
/** After a source change the player sorts itself out, ms (facts 4b rule 2). */
export const SOURCE_CHANGE_MS = 300;
/** The last reading before a source was emptied may be a tick old, and players go back to a whole frame or piece, s. */
export const RETURN_SLACK_S = 2;
/** After an advert sites start, stop and start their film by themselves within this, ms. */
export const AFTER_AD_MS = 1_000;
/** They seek it back to where it was once it has data again, ms. */
export const RETURN_AFTER_AD_MS = 5_000;
/** A source that was emptied so lately was emptied for the advert that is on, ms: adverts are fetched anew. */
export const EMPTIED_FOR_AD_MS = 10_000;
/** Players and pages start a fresh element by themselves within this, ms. */
export const FRESH_ELEMENT_MS = 3_000;
/** Sites set the rate back to 1 this soon after a seek or load, ms (videospeed's intent classifier). */
export const RATE_RESET_MS = 1_000;
/** A position within this of the end is the end, s (facts 4b rule 2). */
export const END_SLACK_S = 0.05;
/** Copies of a film that goes round differ by less, s: what differs by more is another film, or cut. */
export const SAME_ROUND_S = 1;
/**
 * A `seeking` this close to what the element reported after the assignment is that assignment, s: a late event
 * of a short seek reads a playhead that has moved on (facts 4a: up to 15 ms, more on a busy page).
 */
export const SEEK_MATCH_S = 0.25;
/** An actor further than this from the party acts on the party's position, not on theirs, s. */
export const STRAGGLER_S = 1;

/** Scrubbing sends at once and then at most this often, ms; the last position always goes out. */
export const SCRUB_PERIOD_MS = 250;
/** Two jumps closer than this go to one place, s: less than a frame of 60 a second, by which a person may step. */
export const SAME_PLACE_S = 0.015;

/**
 * By how much players move a film that sticks, to set it going again, at most, s: hls.js by 0.1 s three times and over a hole
 * of 0.1 s (`nudgeOffset`, `nudgeMaxRetry`, `maxBufferHole`). Nobody aims a jump at what is so near.
 */
export const NUDGED_BY_PLAYER_S = 0.5;
/**
 * A shorter jump that no person is seen to make is the player's, s: the buttons of systems, which pages see nobody press, go
 * by 5 s and more.
 */
export const SETTLED_BY_PLAYER_S = 1;

/** Probes on join, wake and reconnect, one after another: the least round trip of eight is near the best. */
export const PROBE_BURST = 8;
/** Then one each, ms: 100 ppm of rate error make 1.2 ms in that time. */
export const PROBE_PERIOD_MS = 12_000;
/** A probe unanswered for this long is lost, ms. */
export const PROBE_TIMEOUT_MS = 4_000;
/** Wall and monotonic clock apart by more since the last tick: the machine slept or was set, ms. */
export const SUSPEND_MS = 1_000;
/** Ticks come each second, also to hidden pages: without one for so long the machine slept, ms. */
export const ABSENCE_MS = 20_000;

/** After an act: converge until drift is below `STOP_S`, at the latest this long, ms. */
export const CONVERGE_MS = 8_000;
/** Drift that starts a correction while converging, s: what one leaves at most, and a little. */
export const START_CONVERGING_S = 0.008;
/** The same where a nudge is less gentle, at a party speed other than 1 or on an element that rounds rates, s. */
export const START_STRETCHED_S = 0.015;
/**
 * Drift that starts a correction in calm, s. In twenty simulated half hours on a bad network it leaves 21.5 ms of drift
 * (p95, the worst of 160 members) and 0.9 changes of rate a minute; 26 ms leave 25.5, 20 ms bring more than one change.
 */
export const START_CALM_S = 0.022;
/** Drift that ends a correction, s: below the noise of one Chromium sample at another rate (facts 5a). */
export const STOP_S = 0.006;
/** Drift for which a seek (50–150 ms of lost film, a click) beats a nudge while converging, s: what `MAX_NUDGE` closes in 1.2 s. */
export const SEEK_CONVERGING_S = 0.3;
/** A seek is worth it from this many times what seeks on the element usually miss by. */
export const MISSES_PER_SEEK = 2;
/** A film further off than this is sought whatever seeks miss by, s. */
export const MAX_SEEK_MISS_S = 1;
/**
 * Drift that calm does not let come about, s: it was a stall that nobody told of (Firefox), or a clock that was set, and
 * is converged on. More than the 60 ms that the asymmetry of a bad line takes and gives.
 */
export const SHAKEN_S = 0.1;
/** The same on an element that takes no rate, s: about what a seek itself may miss by (facts 5b). */
export const SEEK_WITHOUT_NUDGES_S = 0.15;
/** A nudge closes drift with this time constant, s: longer than from one `timeupdate` to the next, so it seldom overshoots. */
export const NUDGE_TIME_S = 0.3;
/**
 * Largest deviation from the party's speed, a fraction: pitch is preserved (facts 5c), and it lasts for as long as a
 * step of the drift takes to be closed, tenths of a second after everybody's film has jumped, stopped or set off.
 */
export const MAX_NUDGE = 0.25;
/** The same in calm, and after `FAST_NUDGE_MS` of one episode: 2 % of tempo are not noticed. */
export const MAX_CALM_NUDGE = 0.02;
export const FAST_NUDGE_MS = 2_800;
/** Deviation from 1 at which the pitch may go with the rate, a fraction: 9 cents, inaudible (sendspin-js, #16). */
export const MAX_UNSTRETCHED = 0.005;
/** Drift that is closed without stretching, s: in four seconds while converging, in twelve in calm. */
export const UNSTRETCHED_CONVERGING_S = 0.02;
export const UNSTRETCHED_CALM_S = 0.06;
/** Rates closer than this are the same: an element may keep less than a double of them. */
export const SAME_RATE = 1e-6;
/** Smallest deviation worth its entry cost, a fraction. */
export const MIN_NUDGE = 0.01;
/** An element that rounded a nudge away is asked for one so many times as strong. */
export const COARSE_STEP = 1.5;

/** The press that opens another page goes on for so long after the page is another one, ms. */
export const MOVING_PRESS_MS = 300;

/** A start has begun to move by then, ms after what it is known to cost: the first frame comes so late (facts 5b). */
export const START_SLACK_MS = 20;
/** A playhead finds its pace this long after `seeked` and `playing`, ms (facts 5b: 40–84 after a paused seek). */
export const SETTLE_MS = 200;
/** An element's own rate is read off undisturbed motion of this length, s: the noise leaves some 100 ppm (facts 5a). */
export const OWN_RATE_S = 20;
export const ROUGH_OWN_RATE_S = 4;
/** Before, only what is four times the noise of so many seconds of Chromium readings: this / seconds^1.5. */
export const OWN_RATE_NOISE = 0.035;
/** At the speed 1 an own error below this is left to nudges, a fraction: one each two minutes at most. */
export const TRIM_FROM = 0.00025;
/** Largest lasting deviation, a fraction: half a percent is inaudible (sendspin-js, #16). */
export const MAX_TRIM = 0.005;
/** One trim is held at least this long (one change a minute, and some room for a nudge) and takes the drift along in that time, s. */
export const TRIM_PERIOD_S = 64;
/** A trim is held no longer than so many times the motion that it was read off. */
export const TRIM_PER_KNOWN = 4;
/** Drift that a trim may leave until the next, s. */
export const TRIM_SLACK_S = 0.008;

/** Of a start: the one of where it stood, and two in motion. */
export const FIRST_FRAMES = 3;
/** What they tell is off by the phase they keep on the screen, ± 15 ms: only more is closed for it, s. */
export const FIRST_FRAMES_FROM_S = 0.02;
/** Frames that tell how late pictures are: more than one `timeupdate` period of them, 0.4 s at 30 fps. */
export const WATCHED_FRAMES = 12;
/** Readings that a playhead is judged by beside them, two seconds of them: one alone is off by as much as pictures are late (facts 5a). */
export const LINE_READINGS = 8;
/** A reading this far from that line is of another motion: film was lost that nobody told of, s. */
export const LINE_JUMP_S = 0.05;
/** A reading counts e times less so much later, s: film that a busy machine lost is over then. */
export const LINE_MEMORY_S = 60;
/** They are looked at again this long after, ms. */
export const WATCH_PERIOD_MS = 60_000;
/** And so much later while fewer readings than these are known, ms: within a minute most of the lag is learned. */
export const FEW_READINGS = 3;
export const WATCH_SOON_MS = 15_000;
/**
 * Weight of a new reading of it: Chromium's change by ±15 ms from one start to the next, as a 30 fps film keeps one of
 * several phases on a 60 Hz screen, and only what is left in the mean is the browser's.
 */
export const PICTURE_LAG_LEARNING = 0.25;
/** Pictures are not later than that: one frame of a 25 fps film, ms. */
export const MAX_PICTURE_LAG_MS = 40;

/** At least this long between two corrective seeks, ms; doubled while they do not help. */
export const SEEK_PAUSE_MS = 1_500;
export const MAX_SEEK_PAUSE_MS = 24_000;
/** First guess of what a seek while playing loses, s (facts 5b: 74–150 Chromium, 49–154 Firefox). */
export const FIRST_SEEK_COST_S = 0.1;
/** First guess of what a start loses, s (facts 5b: 65–84 Chromium, 40–42 Firefox, after a paused seek). */
export const FIRST_START_COST_S = 0.06;
/** First guess of what leaving the rate 1 loses, s (facts 5c: 18–28 Chromium, nothing in Firefox). */
export const FIRST_STRETCH_COST_S = 0.02;
/** First guess of what coming back from 1.25 loses, s: both browsers gain 15 to 36 ms (npm run bench:sync -- --logs). */
export const FIRST_UNSTRETCH_COST_S = -0.02;
/** Nothing costs more; what seems to was a stall, s. */
export const MAX_COST_S = 2;
/** The same of a change of rate, s (facts 5c: 28 ms; 40 in a bench). */
export const MAX_RATE_COST_S = 0.1;
/** Weight of a new measurement in the learned cost. */
export const COST_LEARNING = 0.4;
/** A paused element further than this from the party's position seeks, s: less than any frame. */
export const PAUSED_TOLERANCE_S = 0.002;
/** Who stopped at the party's very position is placed there this much later, ms: what they did comes first, and the next click may. */
export const PLACE_AFTER_MS = 100;
/** How often a paused position is tried before the element's rounding is accepted. */
export const PAUSED_TRIES = 3;

/** Without data this long while it should advance: stalled, ms; shorter gaps are the element's business. */
export const STALL_AFTER_MS = 300;
/** A playhead that stands for this long has no data, whatever `readyState` says; starting takes up to 0.1 s, ms. */
export const STANDS_STILL_MS = 700;
/** A sample of the playhead older than this says nothing, ms: `timeupdate` comes each 250 ms. */
export const SAMPLE_TTL_MS = 1_500;
/** Drift shown as "in step" at most, s. */
export const IN_STEP_S = 0.05;
/** A difference without its event for this long is taken as the element's own doing, ms. */
export const UNREPORTED_CHANGE_MS = 1_000;
/** Samples the drift is the median of. */
export const DRIFT_SAMPLES = 3;
/** How long rates are left alone on an element that ignores, clamps or resets them, ms. */
export const RATE_IGNORED_MS = 10_000;
/** Within this of the end the element runs out by itself, s: no command could do it better. */
export const RUN_OUT_S = 1;
/** A paused playhead that has moved by more was moved by somebody, s. */
export const RESTING_SLACK_S = 0.001;
/** A playing one that is this far ahead of its motion, or behind its last reading, was moved too, s. */
export const JUMP_S = 0.25;

/**
 * What a stall may cost the others, by the party's policy: asked for after `afterMs` (a shorter stall is mended by
 * one small seek of who had it, and must not shake the party), at most `limitMs` at a time and `perPeriodMs` in
 * HOLD_BUDGET_PERIOD_MS, so that a line that comes and goes cannot hold the party for ever. People who wait for
 * everyone want to miss nothing, so they wait sooner.
 */
export const HOLD_BUDGETS = {
  wait: { afterMs: 500, limitMs: 30_000, perPeriodMs: 30_000 },
  'wait-briefly': { afterMs: 1_000, limitMs: 4_000, perPeriodMs: 8_000 },
  'go-on': { afterMs: 0, limitMs: 0, perPeriodMs: 0 },
} as const;
export const HOLD_BUDGET_PERIOD_MS = 60_000;
/** A source has told its length by then, ms: so long nobody waits for what may be an advert. */
export const NEW_SOURCE_MS = 4_000;
/** A hold shorter than this stops everyone and helps nobody, ms. */
export const MIN_HOLD_MS = 1_000;
/** A seek may take so long by itself (slow decoders: 1.5 s) or for everyone: only a longer one is a stall, ms. */
export const HOLD_AFTER_SEEK_MS = 2_000;
/** Data that has lasted this long ends a stall; a gap before is the same stall, ms. */
export const STEADY_MS = 1_000;
/** A release whose effect has not been seen by then is sent again, ms. */
export const RELEASE_AGAIN_MS = 2_000;
/** Who is further from the party than this, s, is on the way to it: the party does not wait for them. */
export const TAKING_PART_S = 1;

/** Nearer to the live edge nothing is loaded yet, s. */
export const LIVE_HEAD_S = 1;
/** Of what a live stream keeps the oldest goes next, s. */
export const LIVE_TAIL_S = 4;
