create table public."Clean Ports" (
    "Country"      text not null,
    "Port's Code"  text not null,
    "Full ""Name""" text not null,
    "Harbour Dues" numeric,
    "Region"       text,
    "Valid since"  timestamptz not null,
    is_deleted     boolean not null default false,
    batch_id       bigint not null,
    loaded_at      timestamptz not null,
    primary key ("Country", "Port's Code")
);
create index on public."Clean Ports" (batch_id);

create table public."Clean Voyages" (
    "Ship"         text not null,
    "Voyage No"    integer not null,
    "From Country" text,
    "From Port"    text,
    "To Country"   text,
    "To Port"      text,
    "Departed at"  timestamptz not null,
    "Tonnes"       numeric not null check ("Tonnes" > 0),
    is_deleted     boolean not null default false,
    batch_id       bigint not null,
    loaded_at      timestamptz not null,
    primary key ("Ship", "Voyage No")
);
create index on public."Clean Voyages" (batch_id);

grant select on public."Clean Ports", public."Clean Voyages" to pgstrata_link;
