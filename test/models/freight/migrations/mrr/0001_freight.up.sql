create table public."Raw Ports" (
    "Country"      text not null,
    "Port's Code"  text not null,
    "Full ""Name""" text,
    "Harbour Dues" numeric,
    "Region"       text,
    "Valid since"  timestamptz,
    "Capture No"   bigint,
    batch_id       bigint not null,
    loaded_at      timestamptz not null,
    is_deleted     boolean not null default false,
    primary key ("Country", "Port's Code")
);
create index on public."Raw Ports" (batch_id);

create table public."Raw Voyages" (
    "Ship"         text not null,
    "Voyage No"    integer not null,
    "From Country" text,
    "From Port"    text,
    "To Country"   text,
    "To Port"      text,
    "Departed at"  timestamptz,
    "Tonnes"       numeric,
    "Capture No"   bigint,
    batch_id       bigint not null,
    loaded_at      timestamptz not null,
    is_deleted     boolean not null default false,
    primary key ("Ship", "Voyage No")
);
create index on public."Raw Voyages" (batch_id);

grant select on public."Raw Ports", public."Raw Voyages" to pgstrata_link;
