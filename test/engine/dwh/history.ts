/**
 * A slowly changing dimension of type 2 as the design words it: the time line of one member, one
 * observation after the other. The statement that it judges works on sets; this one walks.
 */
export type Values = Record<string, string | boolean | null>;

/** How the row of a member stood at a time, or that it was gone. */
export interface Observation {
    at: number;
    isDeleted: boolean;
    type1: Values;
    type2: Values;
    fixed: Values;
}

/** A row of a dimension; times are microseconds of the epoch. */
export interface DimensionRow {
    surrogateKey: string;
    values: Values;
    effectiveAt: number;
    seenAt: number;
    validFrom: number;
    validTo: number;
    isCurrent: boolean;
    isDeleted: boolean;
    isInferred: boolean;
}

interface Version {
    kind: 'version';
    at: number;
    seenAt: number;
    type2: Values;
    /** Given by the warehouse when it first writes the version; it must never change. */
    surrogateKey: string | undefined;
}

type Event = Version | { kind: 'deletion'; at: number };

export class History {
    #line: Event[] = [];
    #type1: Values = {};
    #fixed: Values | undefined;
    #inferred: { surrogateKey: string; columns: string[] } | undefined;

    get #versions(): Version[] {
        return this.#line.filter((event) => event.kind === 'version');
    }

    /** A fact has asked for the member before anything is known of it. */
    infer(surrogateKey: string, columns: string[]): void {
        this.#inferred = { surrogateKey, columns };
    }

    /** What one hop brings, in any order; returns those that cannot be placed. */
    observe(observations: Observation[]): Observation[] {
        const refused = observations.filter((observation) => !this.#canPlace(observation));
        const placed = observations.filter((observation) => !refused.includes(observation));
        for (const observation of placed.toSorted((a, b) => a.at - b.at)) this.#place(observation);
        // A deletion of what is not there is no event.
        this.#line = this.#line.filter(
            ({ kind }, index, line) => kind === 'version' || line[index - 1]?.kind === 'version',
        );
        return refused;
    }

    /** Not within what a later look confirmed, and no version may be left without any time. */
    #canPlace({ at, isDeleted }: Observation): boolean {
        const version = this.#versions.findLast((candidate) => candidate.at <= at);
        return !version || (at >= version.seenAt && !(isDeleted && at === version.at));
    }

    #place({ at, isDeleted, type1, type2, fixed }: Observation): void {
        if (isDeleted) {
            this.#insert({ kind: 'deletion', at });
            return;
        }
        if (this.#versions.every(({ seenAt }) => at >= seenAt)) this.#type1 = type1;
        this.#fixed ??= fixed;

        const before = this.#line.findLast((event) => event.at <= at);
        if (before?.kind === 'version' && before.at === at) {
            before.type2 = type2;
        } else if (before?.kind === 'version' && sameValues(before.type2, type2)) {
            before.seenAt = at;
        } else {
            const surrogateKey = this.#inferred?.surrogateKey;
            this.#inferred = undefined;
            this.#insert({ kind: 'version', at, seenAt: at, type2, surrogateKey });
        }
    }

    /** In the place of what happened at the same time, which can only be a deletion. */
    #insert(event: Event): void {
        this.#line = [...this.#line.filter(({ at }) => at !== event.at), event].toSorted(
            (a, b) => a.at - b.at,
        );
    }

    /** Learns the keys that the warehouse gave to versions which are new. */
    adoptKeys(rows: DimensionRow[]): void {
        for (const version of this.#versions) {
            version.surrogateKey ??= rows.find(
                ({ effectiveAt }) => effectiveAt === version.at,
            )?.surrogateKey;
        }
    }

    rows(): DimensionRow[] {
        if (this.#inferred) return [inferredRow(this.#inferred)];
        return this.#versions.map((version, index) => {
            const next = this.#line[this.#line.indexOf(version) + 1];
            return {
                surrogateKey: version.surrogateKey ?? 'none',
                values: { ...version.type2, ...this.#type1, ...this.#fixed },
                effectiveAt: version.at,
                seenAt: version.seenAt,
                validFrom: index === 0 ? -Infinity : version.at,
                validTo: next?.at ?? Infinity,
                isCurrent: next === undefined,
                isDeleted: next?.kind === 'deletion',
                isInferred: false,
            };
        });
    }
}

function inferredRow({ surrogateKey, columns }: { surrogateKey: string; columns: string[] }) {
    return {
        surrogateKey,
        values: Object.fromEntries(columns.map((column) => [column, null])),
        effectiveAt: -Infinity,
        seenAt: -Infinity,
        validFrom: -Infinity,
        validTo: Infinity,
        isCurrent: true,
        isDeleted: false,
        isInferred: true,
    };
}

function sameValues(one: Values, other: Values): boolean {
    return Object.keys(one).every((column) => one[column] === other[column]);
}
