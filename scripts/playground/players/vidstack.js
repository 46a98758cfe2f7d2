import { VidstackPlayer, VidstackPlayerLayout } from 'vidstack/global/player';
import 'vidstack/player/styles/default/theme.css';
import 'vidstack/player/styles/default/layouts/video.css';

await VidstackPlayer.create({
  target: '.player',
  title: 'A film',
  src: { src: 'media/sample.mp4', type: 'video/mp4' },
  layout: new VidstackPlayerLayout(),
});
