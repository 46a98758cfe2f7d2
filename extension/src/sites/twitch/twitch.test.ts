import { describe, expect, it } from 'vitest';
import { canonicalUrlOf, siteFor } from '../index.ts';

const canonical = (address: string) => canonicalUrlOf(new URL(address));

describe('addresses of Twitch', () => {
  it.each([
    'https://www.twitch.tv/Somebody',
    'https://m.twitch.tv/somebody?sr=a',
    'https://www.twitch.tv/somebody/',
    'https://www.twitch.tv/moderator/somebody',
    'https://player.twitch.tv/?channel=somebody&parent=example.org',
  ])('[MK1] %s is what is on there now', (address) => {
    expect(siteFor(new URL(address)).id).toBe('twitch');
    expect(canonical(address)).toBe('https://www.twitch.tv/somebody');
  });

  it.each([
    'https://www.twitch.tv/videos/1234567890',
    'https://www.twitch.tv/videos/1234567890?filter=archives&sort=time&t=1h2m3s',
    'https://www.twitch.tv/somebody/v/1234567890',
    'https://www.twitch.tv/somebody/video/1234567890',
    'https://player.twitch.tv/?video=v1234567890&parent=example.org',
    'https://player.twitch.tv/?parent=example.org&video=1234567890',
  ])('[MK1] %s is one recording', (address) => {
    expect(canonical(address)).toBe('https://www.twitch.tv/videos/1234567890');
  });

  it.each([
    'https://clips.twitch.tv/BoldCleverFilm-x_1',
    'https://clips.twitch.tv/embed?clip=BoldCleverFilm-x_1&parent=example.org',
    'https://www.twitch.tv/somebody/clip/BoldCleverFilm-x_1?range=7d',
  ])('[MK1] %s is one clip', (address) => {
    expect(canonical(address)).toBe('https://clips.twitch.tv/BoldCleverFilm-x_1');
  });

  it('[MK1] what is none of these is its page, and other names are other sites', () => {
    expect(canonical('https://www.twitch.tv/directory/category/art?utm_source=x')).toBe(
      'https://www.twitch.tv/directory/category/art',
    );
    expect(canonical('https://www.twitch.tv/')).toBe('https://www.twitch.tv/');
    expect(siteFor(new URL('https://nottwitch.tv/somebody')).id).toBe('generic');
  });
});
