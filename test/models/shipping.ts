import path from 'node:path';
import type { Warehouse } from '../support/index.ts';

/** The folder of the model: names that need quotes, keys of two columns, a counter as the watermark. */
export const freight = path.join(import.meta.dirname, 'freight');

/** Of a port its code and its dues, at both ends of each voyage. */
export const voyages = (warehouse: Warehouse) =>
    warehouse.query(
        'dwh',
        `select "Ship" || ' ' || "Voyage No" as voyage, "Tonnes" as tonnes,
                coalesce(f."Port's Code", '') || ' ' || coalesce(f."Harbour Dues"::text, '') as "from",
                coalesce(t."Port's Code", '') || ' ' || coalesce(t."Harbour Dues"::text, '') as "to"
           from "Voyages" v
           join "Ports" f on f."Port's Key" = v."From Port Key"
           join "Ports" t on t."Port's Key" = v."To Port's Key"
          order by 1`,
    );

/** The versions of a port. */
export const history = (warehouse: Warehouse, code: string) =>
    warehouse.query(
        'dwh',
        `select "Full ""Name""" as name, "Harbour Dues" as dues, "Region" as region,
                valid_from::text, valid_to::text
           from "Ports" where "Port's Code" = $1 order by valid_from`,
        [code],
    );

/** A new port, or another version of one that is there. */
export async function addPort(
    warehouse: Warehouse,
    code: string,
    name: string | null,
    dues: number,
    since: string,
) {
    await warehouse.query(
        'operational',
        `insert into "Sea Ports" ("Country", "Port's Code", "Full ""Name""", "Harbour Dues", "Region", "Valid since")
         values ('NO', $1, $2, $3, 'North', $4)
         on conflict ("Country", "Port's Code") do update
            set "Full ""Name""" = excluded."Full ""Name""", "Harbour Dues" = excluded."Harbour Dues",
                "Region" = 'South', "Valid since" = excluded."Valid since"`,
        [code, name, dues, since],
    );
}

export async function sail(
    warehouse: Warehouse,
    no: number,
    from: string | null,
    to: string,
    at: string,
    tonnes = 1,
) {
    await warehouse.query(
        'operational',
        `insert into "Voyages" ("Ship", "Voyage No", "From Country", "From Port", "To Country", "To Port",
                                "Departed at", "Tonnes")
         values ('MS "Ada"', $1, 'NO', $2, 'NO', $3, $4, $5)`,
        [no, from, to, at, tonnes],
    );
}
