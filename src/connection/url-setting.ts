import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { complete, type Surroundings } from './complete.ts';
import { declarationOf, type Keyword, keywordNames, type Parts, problemOf } from './keywords.ts';
import { readUri, severalHosts, writeUri } from './uri.ts';

/** A setting that names a database as a URI of libpq; what the URI leaves out is found as libpq does. */
export function postgresUrl(surroundings: Surroundings) {
    return z.string().transform((text, context): URL => {
        return attempt(context, () => writeUri(complete(checked(text), surroundings)));
    });
}

/** A setting with those parts of a connection that differ from another's. */
export const linkParts = z.string().transform((text, context): Parts => {
    return attempt(context, () => {
        const parts = checked(text);
        const local = (['service', 'passfile'] as const).find((name) => name in parts);
        if (local) throw new UsageError(`has ${local}, a file of this machine only`);
        if (parts.host?.includes(',')) throw new UsageError(severalHosts);
        return parts;
    });
});

/** The environment variables that stand in for what a URL leaves out, as settings. */
export const libpqVariables = Object.fromEntries(
    keywordNames.flatMap((keyword) => {
        const { variable, is, about, otherwise } = declarationOf(keyword);
        const meta = { description: about, otherwise };
        return variable ? [[variable, is.optional().meta(meta)]] : [];
    }),
) as Record<`PG${string}`, z.ZodOptional>;

function checked(text: string): Parts {
    const parts = readUri(text);
    for (const [name, value] of Object.entries(parts)) {
        const problem = problemOf(name as Keyword, value);
        if (problem) throw new UsageError(`has ${article(name)} ${name} that ${problem}`);
    }
    return parts;
}

const article = (word: string) => (/^[aeiou]|^ssl/.test(word) ? 'an' : 'a');

/** The text can hold a password: no message repeats it. */
function attempt<Value>(context: z.RefinementCtx, work: () => Value): Value {
    try {
        return work();
    } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
    }
}
