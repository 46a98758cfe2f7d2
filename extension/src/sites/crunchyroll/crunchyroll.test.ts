import { describe, expect, it } from 'vitest';
import { canonicalUrlOf } from '../index.ts';

const canonical = (address: string) => canonicalUrlOf(new URL(address));

describe('the address of an episode on Crunchyroll', () => {
  it.each([
    'https://www.crunchyroll.com/watch/GRDQPM1ZY',
    'https://www.crunchyroll.com/watch/GRDQPM1ZY/the-first-one?utm_source=mail',
    'https://www.crunchyroll.com/de/watch/GRDQPM1ZY/der-erste',
    'https://www.crunchyroll.com/es-419/watch/GRDQPM1ZY/el-primero#t=20',
    'https://www.crunchyroll.com/pt-br/watch/GRDQPM1ZY',
    'https://beta.crunchyroll.com/watch/GRDQPM1ZY/the-first-one',
  ])('[MK1] is one in all languages: %s', (address) => {
    expect(canonical(address)).toBe('https://www.crunchyroll.com/watch/GRDQPM1ZY');
  });

  it('[MK1] is another of another episode, and the page’s own where there is none', () => {
    expect(canonical('https://www.crunchyroll.com/watch/G4VUQ1ZKW/two')).not.toBe(
      canonical('https://www.crunchyroll.com/watch/GRDQPM1ZY/one'),
    );
    expect(canonical('https://www.crunchyroll.com/series/GRMG8ZQZR/x?utm_source=y')).toBe(
      'https://www.crunchyroll.com/series/GRMG8ZQZR/x',
    );
  });

  it.each([
    ['https://www.crunchyroll.com/de/watch/musicvideo/MV9A1B2C3/ein-lied', 'musicvideo/MV9A1B2C3'],
    ['https://www.crunchyroll.com/watch/musicvideo/MV0000001', 'musicvideo/MV0000001'],
    ['https://www.crunchyroll.com/watch/concert/MC7D8E9F0/live?utm_source=mail', 'concert/MC7D8E9F0'],
  ])('[MK1] of music leads where it led: %s', (address, film) => {
    expect(canonical(address)).toBe(`https://www.crunchyroll.com/watch/${film}`);
  });
});
