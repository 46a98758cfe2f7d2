import { expect, it } from 'vitest';
import { canonicalUrlOf, siteFor } from '../index.ts';

const ID = '0KRGHGZCHKS920ZQGY5LBRF7MA';

it.each([
  `https://www.primevideo.com/detail/${ID}`,
  `https://www.primevideo.com/region/eu/detail/${ID}/ref=atv_hm_hom?language=de_DE`,
  `https://www.primevideo.com/-/de/detail/${ID}/`,
])('[MK1] %s is one film, whatever stands around it', (address) => {
  expect(siteFor(new URL(address)).id).toBe('prime-video');
  expect(canonicalUrlOf(new URL(address))).toBe(`https://www.primevideo.com/detail/${ID}`);
});

it.each(['A', 'B'])('[MK1] as its app shares it, a film is what its gti says: %s', (film) => {
  const shared = `https://app.primevideo.com/detail?gti=amzn1.dv.gti.${film}`;
  expect(canonicalUrlOf(new URL(`${shared}&ref_=atv_dp_share_mv&r=web`))).toBe(shared);
});

it.each([
  [
    'https://www.amazon.de/gp/video/detail/B0CHX1W1XY/ref=x',
    'https://www.amazon.de/gp/video/detail/B0CHX1W1XY',
  ],
  ['https://www.amazon.com/Some-Film/dp/B0CHX1W1XY', null],
])('[MK1] of a shop only what it shows of films is this site: %s', (address, film) => {
  const isOne = siteFor(new URL(address)).id === 'prime-video';
  expect(isOne ? canonicalUrlOf(new URL(address)) : null).toBe(film);
});
