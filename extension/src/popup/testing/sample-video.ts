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
