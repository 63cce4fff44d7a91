import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Layer, raisedBy, type Warehouse } from '../support/index.ts';
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

/** Each once, in the layers of its row, or in the warehouse. */
const statements = new Map(
    pages()
        .flatMap((file) => readPage(file).phrases.filter(isStatement))
        .flatMap(({ text, layers, file, line }) =>
            (layers.length > 0 ? layers : ['dwh']).map(
                (layer) =>
                    [`${layer}: ${text}`, { text, layer, place: `${file}:${line}` }] as const,
            ),
        ),
);

test.for([...statements.values()])('$place in $layer: $text', async ({ text, layer }) => {
    const sql = aCall.test(text) ? await asCalled(layer as Layer, text) : text;
    const raised = await raisedBy(warehouse.query(layer as Layer, sql)).catch(() => undefined);
    // One of pgstrata's own errors is an answer: what the statement names is not there in a test.
    if (!raised?.code?.startsWith('PS')) expect(raised).toBeUndefined();
});

async function asCalled(layer: Layer, text: string): Promise<string> {
    const name = text.replace(/\(.*/, '').replace(/^engine\./, '');
    const kind = await warehouse.value(layer, 'select prokind from pg_proc where proname = $1', [
        name,
    ]);
    return `${kind === 'p' ? 'call' : 'select'} ${text}`;
}
