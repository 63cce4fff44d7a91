/** Cleansing as the requirements have it, written without a look at the product's. */

export function plain(text: unknown): string | null {
    return typeof text === 'string' ? text.trim().replace(/\s+/g, ' ') || null : null;
}

export function name(text: unknown): string | null {
    const words = plain(text)?.toLowerCase();
    return words?.replace(/(?<![\p{L}\p{N}])\p{L}/gu, (first) => first.toUpperCase()) ?? null;
}

export function email(text: unknown): string | null {
    const address = plain(text)?.toLowerCase() ?? '';
    return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address) ? address : null;
}

export function phone(text: unknown): string | null {
    const kept = String(text ?? '').replace(/[^0-9+]/g, '');
    return /\d/.test(kept) ? kept : null;
}

/** What the customers of the sample data write. */
const countries = new Map(
    Object.entries({
        DE: 'germany, de, deutschland',
        US: 'united states, usa, u.s.a., us, united states of america',
        GB: 'united kingdom, uk, great britain, gb, england',
        FR: 'france, fr',
        ES: 'spain, es, españa',
        NL: 'netherlands, nl, the netherlands, holland',
        IT: 'italy, it, italia',
        AT: 'austria, at, österreich',
        PL: 'poland, pl, polska',
        SE: 'sweden, se, sverige',
        CA: 'canada, ca, can',
        JP: 'japan, jp, jpn',
    }).flatMap(([code, spellings]) =>
        spellings.split(', ').map((spelling) => [spelling, code] as const),
    ),
);

export function country(text: unknown): string | null {
    return countries.get(plain(text)?.toLowerCase() ?? '') ?? null;
}

const groups = new Map(
    Object.entries({
        Electronics: 'electronics, electronic, elec.',
        'Home & Garden': 'home & garden, home and garden, home&garden',
        Clothing: 'clothing, clothes, apparel',
        Books: 'books, book',
        'Toys & Games': 'toys & games, toys and games, toys',
        'Sports & Outdoors': 'sports & outdoors, sports and outdoors, sport',
        'Health & Beauty': 'health & beauty, health and beauty, beauty',
        Groceries: 'groceries, grocery, food',
    }).flatMap(([standard, spellings]) =>
        spellings.split(', ').map((spelling) => [spelling, standard] as const),
    ),
);

export function group(text: unknown): string | null {
    return groups.get(plain(text)?.toLowerCase() ?? '') ?? null;
}
