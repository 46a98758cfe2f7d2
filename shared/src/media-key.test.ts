import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mediaKeyOf } from './media-key.ts';

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const parameter = fc.tuple(word, word).map(([name, value]) => `${name}=${value}`);
/** A place to watch something, in parts. */
const place = fc.record({
  site: fc.tuple(fc.stringMatching(/^[a-ln-vx-z0-9]{2,8}$/), fc.constantFrom('com', 'example')),
  path: fc.array(
    word.filter((part) => part !== 'index'),
    { maxLength: 3 },
  ),
  parameters: fc.uniqueArray(parameter, { maxLength: 4, selector: (text) => text.split('=')[0] }),
});
type Place = typeof place extends fc.Arbitrary<infer Value> ? Value : never;

/** The ways in which one and the same place is written. */
const spelling = fc.record({
  scheme: fc.constantFrom('http://', 'https://', 'HTTPS://'),
  host: fc.constantFrom('', 'www.', 'm.', 'mobile.', 'WWW.', 'www.m.'),
  port: fc.constantFrom('', ':80', ':443'),
  end: fc.constantFrom('', '/', '/index.html', '/index.htm', '//'),
  turn: fc.nat({ max: 3 }),
});
type Spelling = typeof spelling extends fc.Arbitrary<infer Value> ? Value : never;

function write({ site, path, parameters }: Place, { scheme, host, port, end, turn }: Spelling): string {
  const turned = [...parameters.slice(turn), ...parameters.slice(0, turn)];
  const search = turned.length === 0 ? '' : `?${turned.join('&')}`;
  return `${scheme}${host}${site.join('.')}${port}${['', ...path].join('/')}${end}${search}`;
}

const PLAIN: Spelling = { scheme: 'https://', host: '', port: '', end: '/', turn: 0 };

describe('the key of an address', () => {
  it('[MK1] is the same however one and the same place is written', () => {
    fc.assert(
      fc.property(place, spelling, spelling, (there, a, b) => {
        expect(mediaKeyOf(write(there, a))).toBe(mediaKeyOf(write(there, b)));
      }),
    );
  });

  it('[MK1] is another one for another place', () => {
    fc.assert(
      fc.property(place, place, spelling, spelling, (one, other, a, b) => {
        const [here, there] = [one, other].map((each) =>
          JSON.stringify([each.site, each.path, [...each.parameters].sort()]),
        );
        fc.pre(here !== there);
        expect(mediaKeyOf(write(one, a))).not.toBe(mediaKeyOf(write(other, b)));
      }),
    );
  });

  it('[MK9] is an address whose key is itself, no longer than what it is of', () => {
    fc.assert(
      fc.property(place, spelling, (there, spelled) => {
        const address = write(there, spelled);
        const key = mediaKeyOf(address);
        expect(mediaKeyOf(key)).toBe(key);
        expect(key.length).toBeLessThanOrEqual(address.length + 's/'.length);
      }),
    );
    const odd = ['/index.html/index.html', '/index.html/', '//', '/%c3%a4?b&a&&b=1', '?a=2&a=1', ''];
    for (const rest of odd) {
      const key = mediaKeyOf(`http://films.example${rest}`);
      expect(mediaKeyOf(key), rest).toBe(key);
    }
  });

  it('[MK1] keeps what may say which video it is', () => {
    const keys = [
      'https://films.example/watch',
      'https://films.example/Watch',
      'https://films.example/watch?v=1',
      'https://films.example/watch?v=1&v=2',
      'https://films.example/watch?v=2&v=1',
      'https://films.example/watch?v=',
      'https://films.example/watch#/film/1',
      'https://films.example:8080/watch',
      'https://de.films.example/watch',
      'https://m.example/watch',
      'https://example/watch',
      'http://127.0.0.1:81/watch',
    ].map(mediaKeyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(mediaKeyOf(write({ site: ['a1', 'com'], path: [], parameters: [] }, PLAIN))).toBe(
      'https://a1.com/',
    );
  });
});
