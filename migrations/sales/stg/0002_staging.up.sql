-- Clean rows. Constraints repeat what the cleansing views promise, so that an edited view that
-- breaks the promise fails here and not in a report.
-- Amounts are numeric without a limit: quantity * unit_price of any source row has to fit.

create table public.stg_dim_customers (
    customer_id     bigint primary key,
    first_name      text,
    last_name       text,
    full_name       text not null,
    email           text,
    has_valid_email boolean not null,
    phone           text,
    city            text,
    country_code    text,
    created_at      timestamptz,
    updated_at      timestamptz,
    is_deleted      boolean not null default false,
    batch_id        bigint not null,
    loaded_at       timestamptz not null,
    check (has_valid_email = (email is not null))
);

create index stg_dim_customers_batch_id on public.stg_dim_customers (batch_id);

comment on table  public.stg_dim_customers                 is 'Customers, cleaned';
comment on column public.stg_dim_customers.customer_id     is 'Number of the customer at the source';
comment on column public.stg_dim_customers.first_name      is 'Given name: trimmed, single spaces, capitalised';
comment on column public.stg_dim_customers.last_name       is 'Family name: trimmed, single spaces, capitalised';
comment on column public.stg_dim_customers.full_name       is 'Given and family name, or the one there is';
comment on column public.stg_dim_customers.email           is 'E-mail address in lower case; null when the source has none or no valid one';
comment on column public.stg_dim_customers.has_valid_email is 'The source has a valid e-mail address';
comment on column public.stg_dim_customers.phone           is 'Phone number as digits, with a leading + where the source has one';
comment on column public.stg_dim_customers.city            is 'City: trimmed, single spaces, capitalised';
comment on column public.stg_dim_customers.country_code    is 'ISO 3166-1 alpha-2 code; null when country_codes lacks the spelling';
comment on column public.stg_dim_customers.created_at      is 'When the customer registered';
comment on column public.stg_dim_customers.updated_at      is 'Watermark of the source';
comment on column public.stg_dim_customers.is_deleted      is 'The source no longer has the row';
comment on column public.stg_dim_customers.batch_id        is 'Batch of this layer that wrote the row last';
comment on column public.stg_dim_customers.loaded_at       is 'When that batch wrote it';

create table public.stg_dim_products (
    product_id    bigint primary key,
    product_name  text not null,
    product_group text,
    unit_price    numeric check (unit_price >= 0),
    created_at    timestamptz,
    updated_at    timestamptz,
    is_deleted    boolean not null default false,
    batch_id      bigint not null,
    loaded_at     timestamptz not null
);

create index stg_dim_products_batch_id on public.stg_dim_products (batch_id);

comment on table  public.stg_dim_products               is 'Products, cleaned';
comment on column public.stg_dim_products.product_id    is 'Number of the product at the source';
comment on column public.stg_dim_products.product_name  is 'Name: trimmed, single spaces';
comment on column public.stg_dim_products.product_group is 'Standard name of the group; capitalised as written where product_group_names lacks it';
comment on column public.stg_dim_products.unit_price    is 'List price of one unit, at least 0; null when the source has none';
comment on column public.stg_dim_products.created_at    is 'When the product was listed';
comment on column public.stg_dim_products.updated_at    is 'Watermark of the source';
comment on column public.stg_dim_products.is_deleted    is 'The source no longer has the row';
comment on column public.stg_dim_products.batch_id      is 'Batch of this layer that wrote the row last';
comment on column public.stg_dim_products.loaded_at     is 'When that batch wrote it';

create table public.stg_fact_sales (
    sale_id             bigint primary key,
    customer_id         bigint,
    product_id          bigint,
    quantity            integer not null check (quantity > 0),
    unit_price          numeric not null,
    total_amount        numeric not null,
    has_amount_mismatch boolean not null,
    transaction_date    timestamptz not null,
    sale_date           date not null,
    sale_year           smallint not null,
    sale_quarter        smallint not null,
    sale_month          smallint not null,
    sale_day            smallint not null,
    iso_week            smallint not null,
    day_of_week         smallint not null,
    is_weekend          boolean not null,
    created_at          timestamptz,
    updated_at          timestamptz,
    is_deleted          boolean not null default false,
    batch_id            bigint not null,
    loaded_at           timestamptz not null
);

create index stg_fact_sales_batch_id on public.stg_fact_sales (batch_id);

comment on table  public.stg_fact_sales                     is 'Sales, cleaned; date parts are those of the business time zone';
comment on column public.stg_fact_sales.sale_id             is 'Number of the sale at the source';
comment on column public.stg_fact_sales.customer_id         is 'Customer who bought';
comment on column public.stg_fact_sales.product_id          is 'Product that was sold';
comment on column public.stg_fact_sales.quantity            is 'Units sold, at least 1';
comment on column public.stg_fact_sales.unit_price          is 'Price of one unit; total_amount / quantity, to the cent, where the source has none';
comment on column public.stg_fact_sales.total_amount        is 'Amount of the source; quantity * unit_price where it has none';
comment on column public.stg_fact_sales.has_amount_mismatch is 'The amount of the source differs from quantity * unit_price by more than a cent';
comment on column public.stg_fact_sales.transaction_date    is 'When the sale took place';
comment on column public.stg_fact_sales.sale_date           is 'Day of the sale in the business time zone';
comment on column public.stg_fact_sales.sale_year           is 'Year of sale_date';
comment on column public.stg_fact_sales.sale_quarter        is 'Quarter of sale_date, 1 to 4';
comment on column public.stg_fact_sales.sale_month          is 'Month of sale_date, 1 to 12';
comment on column public.stg_fact_sales.sale_day            is 'Day of the month of sale_date, 1 to 31';
comment on column public.stg_fact_sales.iso_week            is 'ISO 8601 week of sale_date, 1 to 53; belongs to the ISO year, not to sale_year';
comment on column public.stg_fact_sales.day_of_week         is 'ISO 8601 weekday of sale_date, 1 Monday to 7 Sunday';
comment on column public.stg_fact_sales.is_weekend          is 'sale_date is a Saturday or Sunday';
comment on column public.stg_fact_sales.created_at          is 'When the sale was recorded';
comment on column public.stg_fact_sales.updated_at          is 'Watermark of the source';
comment on column public.stg_fact_sales.is_deleted          is 'The source no longer has the row';
comment on column public.stg_fact_sales.batch_id            is 'Batch of this layer that wrote the row last';
comment on column public.stg_fact_sales.loaded_at           is 'When that batch wrote it';

grant select on public.stg_dim_customers, public.stg_dim_products, public.stg_fact_sales
    to pgstrata_link, pgstrata_operator;
