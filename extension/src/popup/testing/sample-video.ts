// A video of a page, as the popup lists it.
import type { PopupVideo } from '../../messages/popup-background.ts';

/** One grey pixel: enough of a picture. */
const THUMBNAIL =
  'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=';

export function sampleVideo(id: number, change: Partial<PopupVideo> = {}): PopupVideo {
  return {
    frame: 1,
    id,
    medium: 'picture',
    lengthS: 1_425,
    isLive: false,
    width: 1_280,
    height: 720,
    thumbnail: THUMBNAIL,
    site: 'films.example',
    isInUse: false,
    ...change,
  };
}

/** Of one page, in all their kinds. */
export const VIDEOS = [
  sampleVideo(1, { frame: 2, isInUse: true, site: 'player.example' }),
  sampleVideo(1, { lengthS: 30, width: 300, height: 250, thumbnail: null, site: 'ads.example' }),
  sampleVideo(2, { lengthS: null, isLive: true, width: 160, height: 90 }),
  sampleVideo(3, { medium: 'sound', lengthS: 214, width: 0, height: 0, thumbnail: null }),
];
