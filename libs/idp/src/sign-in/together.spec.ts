import { together } from './together.js';

const after = <Value>(turns: number, settle: () => Value): Promise<Value> => (turns === 0 ? new Promise((resolve) => resolve(settle())) : Promise.resolve().then(() => after(turns - 1, settle)));
const refuse = (name: string) => () => {
  throw new Error(name);
};

describe('steps that do not wait for each other', () => {
  it('give what each of them gave', async () => {
    expect(await together(after(3, () => 'a'), after(0, () => 2), Promise.resolve(undefined))).toEqual(['a', 2, undefined]);
  });

  it('tell the refusal of the first in their order, whichever came first', async () => {
    await expect(together(Promise.resolve(), after(5, refuse('earlier step')), after(0, refuse('later step')))).rejects.toThrow('earlier step');
  });

  it('have all ended when one has refused', async () => {
    let ended = false;
    await expect(together(after(0, refuse('no')), after(9, () => (ended = true)))).rejects.toThrow('no');
    expect(ended).toBe(true);
  });
});
