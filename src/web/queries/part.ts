import { isServerError, PgstrataError } from '../../errors.ts';

/** What a page shows of its own accord: it was read, or the database said why it could not be. */
export type Part<Value> = { value: Value } | { error: unknown };

/** What the database says of one part must not take the others with it; our own mistakes may. */
export async function settle<Value>(read: Promise<Value>): Promise<Part<Value>> {
    try {
        return { value: await read };
    } catch (error) {
        if (!isServerError(error) && !(error instanceof PgstrataError)) throw error;
        return { error };
    }
}

/** Each part by its name; see `settle`. A page of which nothing could be read is none: it fails. */
export async function settleAll<Reads extends Record<string, Promise<unknown>>>(
    reads: Reads,
): Promise<{ [Name in keyof Reads]: Part<Awaited<Reads[Name]>> }> {
    const parts = await Promise.all(
        Object.entries(reads).map(async ([name, read]) => [name, await settle(read)] as const),
    );
    const [first] = parts;
    if (first && 'error' in first[1] && parts.every(([, part]) => 'error' in part)) {
        throw first[1].error;
    }
    return Object.fromEntries(parts) as never;
}

/** Undefined: it could not be read. */
export const partValue = <Value>(part: Part<Value>): Value | undefined =>
    'value' in part ? part.value : undefined;
