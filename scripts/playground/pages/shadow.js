// What a page's own script and every query of the document cannot reach.
class FilmStage extends HTMLElement {
  connectedCallback() {
    const video = document.createElement('video');
    video.controls = true;
    video.preload = 'auto';
    video.src = 'media/sample.mp4';
    video.style.width = '100%';
    this.attachShadow({ mode: 'closed' }).append(video);
    // For whoever tries this page out, as nothing else leads there.
    globalThis.film = video;
  }
}

class FilmPlayer extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: 'open' }).append(document.createElement('film-stage'));
  }
}

customElements.define('film-stage', FilmStage);
customElements.define('film-player', FilmPlayer);
