import type { Warehouse } from '../support/index.ts';
import { country, email, group, name, phone, plain } from './cleansing.ts';

/**
 * What the warehouse has to hold, worked out from `operational` alone and by other means than the
 * product's: rows are read, cleansed and given their history here, in TypeScript. Call `observe`
 * before each run, as the run would see the source.
 */
export class Model {
    readonly customers = new Map<string, Version[]>();
    readonly products = new Map<string, Version[]>();
    readonly sales = new Map<string, ModelSale>();
    /** By entity and key, the reasons for which the last version of a row is not accepted. */
    readonly rejects = new Map<string, string[]>();
    readonly #zone: string;

    constructor(zone: string) {
        this.#zone = zone;
    }

    async observe(warehouse: Warehouse): Promise<void> {
        const read = (table: string) =>
            warehouse.query<Row>(
                'operational',
                `select t.*, now() as now from public.${table} t order by 1`,
            );
        for (const row of await read('customers')) this.#customer(row);
        for (const row of await read('products')) this.#product(row);
        for (const row of await read('sales')) this.#sale(row);
    }

    /** The version that held at a time; before the first one, the first. */
    static at(versions: Version[] | undefined, time: string): Version | undefined {
        return versions?.findLast(({ since }) => isBefore(since, time)) ?? versions?.[0];
    }

    #customer(row: Row): void {
        const full = [name(row.first_name), name(row.last_name)].filter(Boolean).join(' ');
        if (!this.#judge('customers', row.customer_id, full ? [] : ['missing_name'])) return;
        addVersion(this.customers, row, {
            history: { full_name: full, city: name(row.city), country_code: country(row.country) },
            latest: {
                email: email(row.email),
                has_valid_email: email(row.email) !== null,
                phone: phone(row.phone),
            },
        });
    }

    #product(row: Row): void {
        const reasons = [
            ...(plain(row.product_name) ? [] : ['missing_name']),
            ...(Number(row.unit_price) < 0 ? ['negative_price'] : []),
        ];
        if (!this.#judge('products', row.product_id, reasons)) return;
        addVersion(this.products, row, {
            history: { product_group: group(row.product_group), unit_price: row.unit_price },
            latest: { product_name: plain(row.product_name) },
        });
    }

    #sale(row: Row): void {
        const { sale_id, customer_id, product_id, transaction_date } = row as Record<
            string,
            string
        >;
        const quantity = Number(row.quantity);
        const [price, amount] = [cents(row.unit_price), cents(row.total_amount)];
        const derived = price ?? (amount === null ? null : Math.round(amount / (quantity || 1)));
        const latest = Date.parse(row.now as string) + 24 * 60 * 60 * 1000;
        const reasons = [
            ...(quantity > 0 ? [] : ['quantity_not_positive']),
            ...(derived !== null && derived < 0 ? ['negative_price'] : []),
            ...(derived === null ? ['missing_price'] : []),
            ...(transaction_date ? [] : ['missing_transaction_date']),
            ...(transaction_date && Date.parse(transaction_date) > latest
                ? ['transaction_date_in_future']
                : []),
        ];
        if (!this.#judge('sales', sale_id, reasons)) return;
        const expected = quantity * (derived as number);
        this.sales.set(`${sale_id}`, {
            customer_id: `${customer_id}`,
            product_id: `${product_id}`,
            quantity,
            unit_price: derived as number,
            total_amount: amount ?? expected,
            has_amount_mismatch:
                amount !== null && price !== null && Math.abs(amount - expected) > 1,
            transaction_date: `${transaction_date}`,
            day: dayIn(this.#zone, `${transaction_date}`),
        });
    }

    /** Whether a row is good; notes why if it is not, and that it is no longer. */
    #judge(entity: string, key: unknown, reasons: string[]): boolean {
        if (reasons.length > 0) this.rejects.set(`${entity} ${key}`, reasons);
        else this.rejects.delete(`${entity} ${key}`);
        return reasons.length === 0;
    }
}

export interface Version {
    /** updated_at of the row that began it */
    since: string;
    /** what makes another version when it changes */
    history: Record<string, unknown>;
    /** what every version shows as it is now */
    latest: Record<string, unknown>;
    created_at: unknown;
}

export interface ModelSale {
    customer_id: string;
    product_id: string;
    quantity: number;
    /** in cents, as the amount */
    unit_price: number;
    total_amount: number;
    has_amount_mismatch: boolean;
    transaction_date: string;
    /** 2025-01-31, in the business time zone */
    day: string;
}

type Row = Record<string, unknown>;

function addVersion(
    all: Map<string, Version[]>,
    row: Row,
    { history, latest }: Pick<Version, 'history' | 'latest'>,
): void {
    const key = String(Object.values(row)[0]);
    const versions = all.get(key) ?? [];
    const last = versions.at(-1);
    if (JSON.stringify(last?.history) !== JSON.stringify(history)) {
        const { updated_at, created_at } = row;
        versions.push({ since: String(updated_at), history, latest, created_at });
    }
    for (const version of versions) version.latest = latest;
    all.set(key, versions);
}

/** Not after; JavaScript's dates would drop the microseconds. */
function isBefore(a: string, b: string): boolean {
    const pad = (time: string) =>
        time.replace(/(?:\.(\d+))?\+00$/, (_, us = '') => us.padEnd(6, '0'));
    return pad(a) <= pad(b);
}

export function cents(amount: unknown): number | null {
    return amount === null ? null : Math.round(Number(amount) * 100);
}

function dayIn(timeZone: string, time: string): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(time));
}
