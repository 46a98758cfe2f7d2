import { describe, expect, it } from 'vitest';
import { canonicalUrlOf } from '../index.ts';

const canonical = (address: string) => canonicalUrlOf(new URL(address));

describe('the address of a film on Vimeo', () => {
  it.each([
    'https://vimeo.com/76979871',
    'https://vimeo.com/76979871?share=copy#t=30s',
    'https://www.vimeo.com/76979871/',
    'https://vimeo.com/channels/staffpicks/76979871',
    'https://vimeo.com/groups/shortfilms/videos/76979871',
    'https://vimeo.com/album/1938466/video/76979871',
    'https://vimeo.com/showcase/1938466/video/76979871?autoplay=1',
    'https://vimeo.com/ondemand/films/76979871',
    'https://player.vimeo.com/video/76979871?autoplay=1&app_id=122963',
  ])('[MK1] is one for %s', (address) => {
    expect(canonical(address)).toBe('https://vimeo.com/76979871');
  });

  it.each([
    'https://vimeo.com/76979871/8272103f6e',
    'https://vimeo.com/76979871/8272103f6e?share=copy',
    'https://player.vimeo.com/video/76979871?badge=0&h=8272103f6e',
  ])('[MK1] keeps what opens an unlisted one: %s', (address) => {
    expect(canonical(address)).toBe('https://vimeo.com/76979871/8272103f6e');
  });

  it('[MK1] is the page’s own where there is no film', () => {
    expect(canonical('https://vimeo.com/watch?ref=x')).toBe('https://vimeo.com/watch');
    expect(canonical('https://vimeo.com/event/4382741')).toBe('https://vimeo.com/event/4382741');
  });
});
