import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PoolReader } from '../../src/web/reader.ts';

const newReader = (limits?: { answer: number }) =>
    new PoolReader(new EventEmitter() as never, limits);

/** Counts how often it was asked. */
function source() {
    let calls = 0;
    return { load: async () => ++calls, calls: () => calls };
}

test('however many ask, it is read once within its time', async () => {
    const reader = newReader();
    const { load } = source();
    const slow = async () => {
        await sleep(30);
        return load();
    };
    const asked = Array.from({ length: 50 }, () => reader.cached('key', 100, slow));
    expect(new Set(await Promise.all(asked))).toEqual(new Set([1]));
    expect(await reader.cached('key', 100, slow)).toBe(1);
    await sleep(120);
    expect(await reader.cached('key', 100, slow)).toBe(2);
});

test('other keys are read by themselves, and all is forgotten when told so', async () => {
    const reader = newReader();
    const { load, calls } = source();
    await reader.cached('one', 1000, load);
    await reader.cached('other', 1000, load);
    expect(calls()).toBe(2);
    reader.forget();
    expect(await reader.cached('one', 1000, load)).toBe(3);
});

test('a failure is told to all that ask, and is not asked for again at once', async () => {
    const reader = newReader();
    const { load, calls } = source();
    const fail = async () => {
        await load();
        throw new Error('no');
    };
    const asked = [1, 2, 3].map(() => reader.cached('key', 50, fail));
    const found = await Promise.allSettled(asked);
    expect(found.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(reader.cached('key', 50, fail)).rejects.toThrow('no');
    expect(calls()).toBe(1);
    await sleep(70);
    await expect(reader.cached('key', 50, fail)).rejects.toThrow('no');
    expect(calls()).toBe(2);
});

test('what was read before something was forgotten does not come back', async () => {
    const reader = newReader();
    let release = (_: string) => {};
    const old = reader.cached('key', 1000, () => new Promise<string>((done) => (release = done)));
    reader.forget();
    expect(await reader.cached('key', 1000, async () => 'new')).toBe('new');
    release('old');
    expect(await old).toBe('old');
    expect(await reader.cached('key', 1000, async () => 'newer')).toBe('new');
});

test('it keeps a bounded number of answers', async () => {
    const reader = newReader();
    const { load, calls } = source();
    for (let i = 0; i < 1000; i++) await reader.cached(`key ${i}`, 60_000, load);
    await reader.cached('key 999', 60_000, load);
    expect(calls()).toBe(1000);
    await reader.cached('key 0', 60_000, load);
    expect(calls()).toBe(1001);
});

test('what never comes to anything is not waited for, and is tried again', async () => {
    const reader = newReader({ answer: 50 });
    await expect(reader.cached('key', 10, () => new Promise(() => {}))).rejects.toMatchObject({
        name: 'ConnectionError',
        message: 'dwh does not answer within 0.05 s',
    });
    await sleep(20);
    expect(await reader.cached('key', 10, async () => 'there')).toBe('there');
});

test('nor is a pool that never gives a connection', async () => {
    const reader = new PoolReader(() => new Promise(() => {}), { answer: 50 });
    await expect(reader.rows('select')).rejects.toThrow('dwh does not answer within 0.05 s');
});
