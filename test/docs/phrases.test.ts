import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Raised } from '../support/errors.ts';
import { createWarehouse, type Layer, layers, raisedBy, type Warehouse } from '../support/index.ts';
import { type Phrase, pages, readPage } from './support/markdown.ts';

// Statements in running text and in tables: all but those with a gap or a variable in them.

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed();
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const literal = String.raw`(?:'[^']*'|\d+|null|true|false)`;
const aCall = new RegExp(`^(?:engine\\.)?[a-z_]+\\((?:${literal}(?:, ${literal})*)?\\)$`);

const isStatement = ({ text }: Phrase) =>
    /^(call|select|explain) \S/i.test(text) ? !/[…<]|\bp_\w+ =>/.test(text) : aCall.test(text);

/** Each once, in the layers of its row, or in whichever has what it names. */
const statements = new Map(
    pages()
        .flatMap((file) => readPage(file).phrases.filter(isStatement))
        .map((phrase) => [`${phrase.layers}: ${phrase.text}`, phrase] as const),
);

/** No such function, procedure or relation. */
const isElsewhere = (code: string | undefined) => code === '42883' || code === '42P01';

test.for([...statements.values()])('$file:$line $text', async ({ text, layers: named }) => {
    for (const layer of named as Layer[]) expect(await tried(layer, text)).toBeUndefined();
    if (named.length > 0) return;
    let raised = await tried('dwh', text);
    for (const layer of layers) {
        if (isElsewhere(raised?.code)) raised = await tried(layer, text);
    }
    expect(raised).toBeUndefined();
});

/** One of pgstrata's own errors is an answer: what the statement names is not there in a test. */
async function tried(layer: Layer, text: string): Promise<Raised | undefined> {
    const sql = aCall.test(text) ? await asCalled(layer, text) : text;
    const raised = await raisedBy(warehouse.query(layer, sql)).catch(() => undefined);
    return raised?.code?.startsWith('PS') ? undefined : raised;
}

async function asCalled(layer: Layer, text: string): Promise<string> {
    const name = text.replace(/\(.*/, '').replace(/^engine\./, '');
    const kind = await warehouse.value(layer, 'select prokind from pg_proc where proname = $1', [
        name,
    ]);
    return `${kind === 'p' ? 'call' : 'select'} ${text}`;
}
