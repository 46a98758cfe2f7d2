// What the scripts of a page do to its film. All of it runs in the page, and may use nothing from this file.

/** `afterMs`: at once where it is not given. */
export function pauseFilm(afterMs?: number): void {
  const { film } = globalThis.watched;
  if (afterMs === undefined) film.pause();
  else setTimeout(() => film.pause(), afterMs);
}

/** As of a page that stops what it has scrolled out of sight, or lets a film go on while one writes below it. */
export function actSoonAfter(type: 'wheel' | 'keydown', act: 'pause' | 'play', afterMs: number): void {
  window.addEventListener(type, () => setTimeout(() => void globalThis.watched.film[act](), afterMs), {
    once: true,
    capture: true,
  });
}

/** As of a page that is at work for so long on what was pressed in it, and stops its film for a reason of its own. */
export function pauseAfterWork(pressed: string, workMs: number, afterMs: number): void {
  const work = () => {
    const until = performance.now() + workMs;
    while (performance.now() < until);
    setTimeout(() => globalThis.watched.film.pause(), afterMs);
  };
  document.querySelector(pressed)?.addEventListener('click', work, { once: true });
}

export function addCommentField(): void {
  const field = document.createElement('input');
  field.id = 'comment';
  document.body.append(field);
  field.focus({ preventScroll: true });
}

export function removeCommentField(): void {
  document.querySelector('#comment')?.remove();
}

export function pauseWhenHidden(): void {
  document.addEventListener('visibilitychange', () => globalThis.watched.film.pause(), { once: true });
}

export function playFilm(): void {
  void globalThis.watched.film.play();
}

export function seekBy(byS: number): void {
  globalThis.watched.film.currentTime += byS;
}

/** By the site's own player. */
export function seekDisneyBy(byS: number): void {
  const { mediaPlayer } = document.querySelector('disney-web-player') as unknown as {
    mediaPlayer: { timeline: { info: { playheadPositionMs: number } }; seek(positionMs: number): void };
  };
  mediaPlayer.seek(mediaPlayer.timeline.info.playheadPositionMs + byS * 1_000);
}

/** By the site's own timeline, in hundredths of the film. */
export function seekJellyfinBy(byS: number): void {
  const timeline = document.querySelector('#videoOsdPage:not(.hide) .osdPositionSlider') as HTMLInputElement;
  const { readFilm } = globalThis as unknown as { readFilm: () => { positionS: number } };
  timeline.value = String((100 * (readFilm().positionS + byS)) / 300);
  timeline.dispatchEvent(new Event('change', { bubbles: true }));
}

export function setRate(rate: number): void {
  globalThis.watched.film.playbackRate = rate;
}

export function setLoop(isLooped: boolean): void {
  globalThis.watched.film.loop = isLooped;
}

export function playNext(): void {
  const { film } = globalThis.watched;
  film.addEventListener('loadstart', () => void film.play(), { once: true });
  film.src = `${film.src.split('?')[0]}?next`;
}

/** Back as soon as it is known to be paused. */
export function takeOutAndPutBack(): void {
  const { film } = globalThis.watched;
  const { parentNode, nextSibling } = film;
  film.addEventListener('pause', () => parentNode?.insertBefore(film, nextSibling), { once: true });
  film.remove();
  // Sameframe looks for films just then, as it does when anything of a page loads: the one in hand must not be let go.
  document.dispatchEvent(new Event('loadstart'));
}

/**
 * Back before anybody is told that it was paused, in another place each time. `pressed`: at a click on that, as on a
 * button for another size.
 */
export function takeOutForATask(pressed?: string): void {
  const { film } = globalThis.watched;
  const run = () => {
    const place = document.createElement('div');
    film.after(place);
    film.remove();
    setTimeout(() => place.append(film));
  };
  if (pressed === undefined) run();
  else document.querySelector(pressed)?.addEventListener('click', run, { once: true });
}
