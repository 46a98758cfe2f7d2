// Runs in a page: what the element loses on one start, and on one visit to another rate.

export interface StartWay {
  /** `placed` by a seek after the pause, as the engine does with what was stopped in motion. */
  readonly rest: 'stopped' | 'placed';
  readonly rate: number;
}

export interface VisitWay {
  readonly from: number;
  readonly to: number;
  /** `kept`: preservesPitch, the browsers' default. `let-go-for-the-visit`: switched with the rate, both ways. */
  readonly pitch: 'kept' | 'let-go' | 'let-go-for-the-visit';
}

/** From `play()` to the first new frame, and what the playhead is behind a start at once. */
export async function measureStartInPage(
  rest: StartWay['rest'],
  rate: number,
): Promise<{ firstFrameMs: number; lostMs: number }> {
  const video = document.querySelector('video');
  if (video === null) throw new Error('no video');
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  Object.assign(video, { playbackRate: 1, preservesPitch: true });
  await video.play();
  await wait(700 + 33 * Math.random());
  video.pause();
  await wait(50);
  if (rest === 'placed') {
    const isThere = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    video.currentTime = Math.floor(1_000 * video.currentTime - 50) / 1_000;
    await isThere;
  }
  await wait(800);
  const [fromS, fromMs] = [video.currentTime, performance.now()];
  const firstFrame = new Promise<number>((resolve) => {
    // Firefox first tells of the frame that was there already.
    const look = (_: number, { expectedDisplayTime, mediaTime }: VideoFrameCallbackMetadata) => {
      if (mediaTime > fromS) resolve(expectedDisplayTime);
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
  if (rate !== 1) video.playbackRate = rate;
  void video.play();
  await wait(500);
  const lostMs = performance.now() - fromMs - (1_000 * (video.currentTime - fromS)) / rate;
  return { firstFrameMs: (await firstFrame) - fromMs, lostMs };
}

/** Film that the visit should have brought, minus what it did, ms. */
export async function measureVisitInPage(
  from: number,
  to: number,
  pitch: VisitWay['pitch'],
): Promise<number> {
  const video = document.querySelector('video');
  if (video === null) throw new Error('no video');
  const element = video;
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  /** How far the film is ahead of the clock at the rate `from`, ms: the middle of three readings (facts 5a). */
  const readLead = async () => {
    const leads: number[] = [];
    while (leads.length < 3) {
      await new Promise((resolve) => element.addEventListener('timeupdate', resolve, { once: true }));
      leads.push(1_000 * element.currentTime - from * performance.now());
    }
    return leads.sort((first, second) => first - second)[1] ?? 0;
  };
  if (element.currentTime > element.duration - 30) element.currentTime = 1;
  Object.assign(element, { preservesPitch: pitch !== 'let-go', playbackRate: from });
  await element.play();
  await wait(700);
  const before = await readLead();
  if (pitch === 'let-go-for-the-visit') element.preservesPitch = false;
  element.playbackRate = to;
  const beganAtMs = performance.now();
  await wait(600);
  element.playbackRate = from;
  if (pitch === 'let-go-for-the-visit') element.preservesPitch = true;
  const endedAtMs = performance.now();
  await wait(300);
  return (to - from) * (endedAtMs - beganAtMs) - ((await readLead()) - before);
}
