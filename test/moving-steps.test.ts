import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { MovingSteps } from '../src/moving-steps.ts';
import { draw } from './support/screen.ts';

/** A terminal that remembers what it was told, and the lines beside the steps. */
function setUp(columns = 80) {
    const writes: string[] = [];
    const lines: string[] = [];
    const terminal = {
        isTTY: true,
        columns,
        rows: 24,
        write: (text: string) => {
            writes.push(text);
            return true;
        },
    };
    const steps = new MovingSteps(terminal, (text) => lines.push(text));
    const begins = (run_id: number, layer: string, entity: string) =>
        steps.hear({ event: 'step', run_id, layer, entity, status: 'RUNNING' });
    /** The last picture, once what was said has arrived. */
    const screen = async () => {
        await sleep(150);
        return draw(writes.join(''));
    };
    return { steps, begins, screen, writes, lines, terminal };
}

const rotating = /^ {2}[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] mrr sales$/;

test('a step waits, moves once it has begun, and says how it ended', async () => {
    const { steps, begins, screen } = setUp();
    begins(7, 'mrr', 'sales');
    steps.say('run 7: customers, sales');
    begins(6, 'mrr', 'customers');
    const [title, ...at] = await screen();
    expect(title).toMatch(/run 7: customers, sales$/);
    expect(at).toEqual([
        '  ◼ mrr customers',
        expect.stringMatching(rotating),
        '  ◼ stg customers',
        '  ◼ stg sales',
        '  ◼ dwh customers',
        '  ◼ dwh sales',
    ]);
    steps.say('mrr sales: 3 read, 3 inserted, 0 updated, batch 1 (0.1 s)');
    expect(await screen()).toContain(
        '  ✔ mrr sales: 3 read, 3 inserted, 0 updated, batch 1 (0.1 s)',
    );
    await steps.end();
});

test('a step that failed, and one that it blocks, are told apart', async () => {
    const { steps, screen } = setUp();
    steps.say('run 7: sales');
    steps.say('mrr sales: FAILED, permission denied (SQLSTATE 42501) (0.0 s)');
    steps.say('stg sales: BLOCKED, it needs mrr sales, which did not succeed (0.0 s)');
    await steps.end();
    expect(await screen()).toEqual([
        '⚠ run 7: sales',
        '  ✖ mrr sales: FAILED, permission denied (SQLSTATE 42501) (0.0 s)',
        '  ↓ stg sales: BLOCKED, it needs mrr sales, which did not succeed (0.0 s)',
        '  ◼ dwh sales',
    ]);
});

test('a run that is cancelled says so, and the log says what became of its steps', async () => {
    const { steps, begins, screen } = setUp();
    steps.say('run 7: sales');
    begins(7, 'mrr', 'sales');
    await screen();
    steps.say('cancelling');
    expect((await screen())[0]).toMatch(/run 7: cancelling$/);
    await steps.end([{ layer: 'mrr', entity: 'sales', status: 'CANCELLED' }]);
    expect(await screen()).toEqual([
        '⚠ run 7: cancelled',
        '  ✖ mrr sales: CANCELLED',
        '  ◼ stg sales',
        '  ◼ dwh sales',
    ]);
});

test('a step of which nothing more is heard is not taken for one that succeeded', async () => {
    const { steps, begins, screen } = setUp();
    steps.say('run 7: sales');
    begins(7, 'mrr', 'sales');
    await steps.end();
    expect(await screen()).toContain('  ✖ mrr sales: nothing was heard of its end');
});

test('a line is cut where the terminal ends', async () => {
    const { steps, screen } = setUp(40);
    steps.say('run 7: sales');
    steps.say('mrr sales: 300000 read, 300000 inserted, 0 updated, batch 1 (0.1 s)');
    await steps.end();
    for (const line of await screen()) expect(line.length).toBeLessThanOrEqual(40);
});

test('what has no line of its own comes before the steps or after them', async () => {
    const { steps, lines, terminal, writes } = setUp();
    steps.say('warning: before');
    expect(lines).toEqual(['warning: before']);
    steps.say('run 7: sales');
    steps.say('warning: meanwhile');
    await sleep(50);
    terminal.write('from a worker\n');
    expect(lines).toEqual(['warning: before']);
    expect(writes.join('')).not.toContain('from a worker');
    await steps.end();
    expect(lines).toEqual(['warning: before', 'warning: meanwhile']);
    expect(writes.at(-1)).toBe('from a worker\n');
    expect(writes.at(-2)).toBe('\u001b[?25h');
});

test('a process that ends in the middle shows the cursor again', async () => {
    const { steps, writes } = setUp();
    const before = process.listeners('exit');
    steps.say('run 7: sales');
    await sleep(50);
    expect(writes.join('')).toContain('\u001b[?25l');
    const [added] = process.listeners('exit').filter((listener) => !before.includes(listener));
    added?.(0);
    expect(writes.at(-1)).toBe('\u001b[?25h');
    await steps.end();
    expect(process.listeners('exit')).toEqual(before);
});

test('a run of nothing, and one that never began, are only told', async () => {
    const { steps, lines, writes } = setUp();
    steps.say('run 7: no entity is enabled');
    await steps.end();
    expect(lines).toEqual(['run 7: no entity is enabled']);
    expect(writes).toEqual([]);
});
