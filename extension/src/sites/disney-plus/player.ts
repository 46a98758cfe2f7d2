import { registerPlayer } from '../page-world/register-player.ts';
import { openReloadedVideo } from '../page-world/reloaded-video.ts';

registerPlayer(openReloadedVideo);
