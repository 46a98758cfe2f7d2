// A player as somebody makes one by hand: its film is a blob, its controls are a painted strip, its root is closed, and
// a router mounts it anew whenever it likes.
const film = URL.createObjectURL(await (await fetch('media/sample.mp4')).blob());

class CinemaBox extends HTMLElement {
  #video = document.createElement('video');
  #strip = document.createElement('canvas');
  #over = new AbortController();

  connectedCallback() {
    const { signal } = this.#over;
    const box = document.createElement('div');
    box.style.cssText = 'position: relative; aspect-ratio: 16 / 9; background: black';
    this.#video.style.cssText = 'width: 100%; height: 100%';
    this.#strip.style.cssText = 'position: absolute; inset: auto 0 0; width: 100%; height: 32px';
    this.#video.src = film;
    box.append(this.#video, this.#strip);
    this.attachShadow({ mode: 'closed' }).append(box);
    // Not on click: the finger has to go up where it went down, or it was a swipe.
    let pressed = null;
    box.addEventListener('pointerdown', (event) => {
      pressed = event;
    });
    box.addEventListener('pointerup', (event) => {
      if (pressed === null || Math.abs(pressed.clientX - event.clientX) > 8) return;
      const { left, width } = this.#strip.getBoundingClientRect();
      if (event.target === this.#strip)
        this.#video.currentTime = ((event.clientX - left) / width) * this.#video.duration;
      else this.#toggle();
    });
    document.addEventListener('keyup', ({ key }) => this.#obey(key), { signal });
    this.#video.addEventListener('timeupdate', () => this.#paint());
    // For whoever tries this page out, as nothing else leads there.
    globalThis.film = this.#video;
  }

  disconnectedCallback() {
    this.#over.abort();
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #toggle() {
    if (this.#video.paused) this.#video.play();
    else this.#video.pause();
  }

  #obey(key) {
    if (key === ' ') this.#toggle();
    if (key === 'l') this.#video.currentTime += 10;
    if (key === 'n') mount();
  }

  #paint() {
    const { width, height } = this.#strip;
    const pen = this.#strip.getContext('2d');
    pen.fillStyle = '#444';
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = '#e33';
    pen.fillRect(0, 0, (this.#video.currentTime / this.#video.duration) * width, height);
  }
}

/** As a router does: everything new, and the film from its beginning. */
function mount() {
  document.querySelector('main').replaceChildren(document.createElement('cinema-box'));
}

customElements.define('cinema-box', CinemaBox);
mount();
