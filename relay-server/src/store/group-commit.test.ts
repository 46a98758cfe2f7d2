import { expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** A database that is a list, and turns that end by hand. */
function setup(failures = 0, isLocked = false) {
  let list: string[] = [];
  let failingCommits = failures;
  const turns: (() => void)[] = [];
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  let nowMs = 0;
  const answers: string[] = [];
  let commits = 0;
  let begun = 0;
  const world = {
    commits: () => commits,
    begun: () => begun,
    answers,
    kept: () => list,
    endTurn: () => {
      for (const work of turns.splice(0)) work();
    },
    /** Lets time pass, with what is due in it. */
    pass: (ms: number) => {
      nowMs += ms;
      const due = timers.filter(({ at }) => at <= nowMs);
      timers = timers.filter(({ at }) => at > nowMs);
      for (const { work } of due) work();
    },
    add: (text: string) => {
      const added = group.write(() => {
        if (text === 'bad') throw new Error('bad');
        list.push(text);
        return text;
      });
      return added.then(
        (value) => answers.push(value),
        (error: Error) => answers.push(`${text} failed: ${error.message}`),
      );
    },
    read: () => group.read(() => answers.push(`read ${list.join()}`)),
    flush: () => group.flush(),
  };
  const group = createGroupCommit({
    transact(work) {
      begun += 1;
      if (isLocked) throw new Error('locked');
      const before = [...list];
      try {
        const value = work();
        if (failingCommits > 0) {
          failingCommits -= 1;
          throw new Error('disk full');
        }
        commits += 1;
        return value;
      } catch (error) {
        list = before;
        throw error;
      }
    },
    afterTurn: (work) => void turns.push(work),
    afterMs: (delayMs, work) => void timers.push({ at: nowMs + delayMs, work }),
    now: () => nowMs,
  });
  return world;
}

test('[ST16] what one turn asks for is one commit, answered in order and not before', async () => {
  const { add, answers, endTurn, ...world } = setup();
  const added = ['a', 'b', 'c'].map(add);
  await Promise.resolve();
  expect([answers, world.kept()]).toEqual([[], []]);
  endTurn();
  await Promise.all(added);
  expect([answers, world.kept(), world.commits()]).toEqual([['a', 'b', 'c'], ['a', 'b', 'c'], 1]);
});

test('[ST16] who reads sees all that the turn has written, also what was asked for later', async () => {
  const { add, read, answers, endTurn } = setup();
  const all = [read(), add('a')];
  endTurn();
  await Promise.all(all);
  expect(answers).toEqual(['read a', 'a']);
});

test('[ST16] one that fails takes nobody with it', async () => {
  const { add, answers, endTurn, kept } = setup();
  const added = ['a', 'bad', 'c'].map(add);
  endTurn();
  await Promise.all(added);
  expect(kept()).toEqual(['a', 'c']);
  expect(answers.sort()).toEqual(['a', 'bad failed: bad', 'c']);
});

test('[ST16] a commit that fails is everybody’s failure, and nothing is kept', async () => {
  const { add, answers, endTurn, kept } = setup(3);
  const added = ['a', 'b'].map(add);
  endTurn();
  await Promise.all(added);
  expect(kept()).toEqual([]);
  expect(answers).toEqual(['a failed: disk full', 'b failed: disk full']);
});

test('[ST16] where nothing can begin, nobody is to blame, and it is tried once', async () => {
  const { add, answers, endTurn, begun } = setup(0, true);
  const added = ['a', 'b', 'c'].map(add);
  endTurn();
  await Promise.all(added);
  expect(answers).toEqual(['a failed: locked', 'b failed: locked', 'c failed: locked']);
  expect(begun()).toBe(1);
});

test('[ST16] a group is bounded, and the rest follows in the next turn', async () => {
  const { add, answers, endTurn, ...world } = setup();
  const texts = Array.from({ length: 1_200 }, (_, index) => String(index));
  const added = texts.map(add);
  endTurn();
  expect(world.kept()).toHaveLength(500);
  endTurn();
  endTurn();
  await Promise.all(added);
  expect([answers, world.commits()]).toEqual([texts, 3]);
});

test('[ST16] a few commits follow each other at once, more of them are gathered, and after a pause all is at once again', async () => {
  const { add, endTurn, pass, kept, commits } = setup();
  const act = (text: string) => {
    void add(text);
    endTurn();
  };
  for (const text of ['a', 'b', 'c', 'd']) act(text);
  expect([kept(), commits()]).toEqual([['a', 'b', 'c', 'd'], 4]);
  act('e');
  pass(10);
  act('f');
  expect(commits()).toBe(4);
  pass(15);
  expect([kept().slice(4), commits()]).toEqual([['e', 'f'], 5]);
  pass(1_000);
  for (const text of ['g', 'h', 'i', 'j']) act(text);
  expect(commits()).toBe(9);
});

test('[ST16] a steady stream costs a bounded number of commits, and nothing in it waits for longer than the gap', async () => {
  const { add, endTurn, pass, commits } = setup();
  const waitsMs: number[] = [];
  for (let ms = 0; ms < 10_000; ms += 1) {
    if (ms % 4 === 0) {
      const askedAt = ms;
      void add(String(ms)).then(() => waitsMs.push(ms - askedAt));
      endTurn();
    }
    pass(1);
    for (let step = 0; step < 4; step += 1) await Promise.resolve();
  }
  expect(commits()).toBeLessThanOrEqual(404);
  expect(waitsMs.length).toBeGreaterThan(2_490);
  expect(Math.max(...waitsMs)).toBeLessThanOrEqual(25);
});

test('[ST16] who only reads waits for nobody', async () => {
  const { add, read, endTurn, answers } = setup();
  for (const text of ['a', 'b', 'c', 'd']) {
    void add(text);
    endTurn();
  }
  const seen = read();
  endTurn();
  await seen;
  expect(answers).toContain('read a,b,c,d');
});

test('[ST16] what waits when the store is closed is done before', () => {
  const { add, flush, kept } = setup();
  void add('a');
  flush();
  expect(kept()).toEqual(['a']);
});
