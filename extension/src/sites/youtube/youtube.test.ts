import { describe, expect, it } from 'vitest';
import { canonicalUrlOf, siteFor } from '../index.ts';

const canonical = (address: string) => canonicalUrlOf(new URL(address));
const VIDEO = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';

describe('addresses of YouTube', () => {
  it.each([
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://youtube.com/watch?v=dQw4w9WgXcQ&t=42s&pp=ygUEcmljaw%3D%3D',
    'https://www.youtube.com/watch?list=PL123&v=dQw4w9WgXcQ&index=7&start_radio=1',
    'https://youtu.be/dQw4w9WgXcQ?si=abc&t=3',
    'https://m.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RDAMVM',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ?feature=share',
    'https://www.youtube.com/live/dQw4w9WgXcQ',
    'https://www.youtube.com/embed/dQw4w9WgXcQ?autoplay=1',
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
  ])('[MK1] %s is the video and nothing else', (address) => {
    expect(canonical(address)).toBe(VIDEO);
  });

  it('[MK1] another video is another address, and what is no video is its page', () => {
    expect(canonical('https://www.youtube.com/watch?v=aaaaaaaaaaa')).not.toBe(VIDEO);
    expect(canonical('https://www.youtube.com/?utm_source=x')).toBe('https://www.youtube.com/');
    expect(canonical('https://www.youtube.com/playlist?list=PL1&si=x')).toBe(
      'https://www.youtube.com/playlist?list=PL1',
    );
    expect(canonical('https://www.youtube.com/embed/live_stream?channel=UC1&autoplay=1')).toBe(
      'https://www.youtube.com/embed/live_stream?channel=UC1',
    );
    expect(canonical('https://www.youtube.com/@someone/live')).toBe('https://www.youtube.com/@someone/live');
  });

  it('[MK1] sites that only sound like it are others', () => {
    expect(siteFor(new URL('https://notyoutube.com/watch?v=dQw4w9WgXcQ')).id).toBe('generic');
    expect(siteFor(new URL('https://youtube.com.example.org/watch?v=dQw4w9WgXcQ')).id).toBe('generic');
  });
});
