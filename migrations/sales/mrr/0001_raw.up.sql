-- Raw copies: the columns of the source with its names and types, none of its constraints but
-- the key, and three columns of the engine.

create table public.mrr_dim_customers (
    customer_id bigint primary key,
    first_name  text,
    last_name   text,
    email       text,
    phone       text,
    city        text,
    country     text,
    created_at  timestamptz,
    updated_at  timestamptz,
    batch_id    bigint not null,
    loaded_at   timestamptz not null,
    is_deleted  boolean not null default false
);

create index mrr_dim_customers_batch_id on public.mrr_dim_customers (batch_id);

comment on table  public.mrr_dim_customers             is 'Customers as the source has them';
comment on column public.mrr_dim_customers.customer_id is 'Number of the customer at the source';
comment on column public.mrr_dim_customers.first_name  is 'Given name as typed';
comment on column public.mrr_dim_customers.last_name   is 'Family name as typed';
comment on column public.mrr_dim_customers.email       is 'E-mail address as typed';
comment on column public.mrr_dim_customers.phone       is 'Phone number as typed';
comment on column public.mrr_dim_customers.city        is 'City as typed';
comment on column public.mrr_dim_customers.country     is 'Country as typed';
comment on column public.mrr_dim_customers.created_at  is 'When the customer registered';
comment on column public.mrr_dim_customers.updated_at  is 'Watermark of the source';
comment on column public.mrr_dim_customers.batch_id    is 'Batch of this layer that wrote the row last';
comment on column public.mrr_dim_customers.loaded_at   is 'When that batch wrote it';
comment on column public.mrr_dim_customers.is_deleted  is 'The source no longer has the row';

create table public.mrr_dim_products (
    product_id    bigint primary key,
    product_name  text,
    product_group text,
    unit_price    numeric(12, 2),
    created_at    timestamptz,
    updated_at    timestamptz,
    batch_id      bigint not null,
    loaded_at     timestamptz not null,
    is_deleted    boolean not null default false
);

create index mrr_dim_products_batch_id on public.mrr_dim_products (batch_id);

comment on table  public.mrr_dim_products               is 'Products as the source has them';
comment on column public.mrr_dim_products.product_id    is 'Number of the product at the source';
comment on column public.mrr_dim_products.product_name  is 'Name as typed';
comment on column public.mrr_dim_products.product_group is 'Product group as typed';
comment on column public.mrr_dim_products.unit_price    is 'List price of one unit';
comment on column public.mrr_dim_products.created_at    is 'When the product was listed';
comment on column public.mrr_dim_products.updated_at    is 'Watermark of the source';
comment on column public.mrr_dim_products.batch_id      is 'Batch of this layer that wrote the row last';
comment on column public.mrr_dim_products.loaded_at     is 'When that batch wrote it';
comment on column public.mrr_dim_products.is_deleted    is 'The source no longer has the row';

create table public.mrr_fact_sales (
    sale_id          bigint primary key,
    customer_id      bigint,
    product_id       bigint,
    quantity         integer,
    unit_price       numeric(12, 2),
    total_amount     numeric(14, 2),
    transaction_date timestamptz,
    created_at       timestamptz,
    updated_at       timestamptz,
    batch_id         bigint not null,
    loaded_at        timestamptz not null,
    is_deleted       boolean not null default false
);

create index mrr_fact_sales_batch_id on public.mrr_fact_sales (batch_id);

comment on table  public.mrr_fact_sales                  is 'Sales as the source has them';
comment on column public.mrr_fact_sales.sale_id          is 'Number of the sale at the source';
comment on column public.mrr_fact_sales.customer_id      is 'Customer who bought';
comment on column public.mrr_fact_sales.product_id       is 'Product that was sold';
comment on column public.mrr_fact_sales.quantity         is 'Units sold';
comment on column public.mrr_fact_sales.unit_price       is 'Price paid for one unit; may be missing';
comment on column public.mrr_fact_sales.total_amount     is 'Amount as the source recorded it; may be missing or wrong';
comment on column public.mrr_fact_sales.transaction_date is 'When the sale took place; may be missing or lie in the future';
comment on column public.mrr_fact_sales.created_at       is 'When the sale was recorded';
comment on column public.mrr_fact_sales.updated_at       is 'Watermark of the source';
comment on column public.mrr_fact_sales.batch_id         is 'Batch of this layer that wrote the row last';
comment on column public.mrr_fact_sales.loaded_at        is 'When that batch wrote it';
comment on column public.mrr_fact_sales.is_deleted       is 'The source no longer has the row';

grant select on public.mrr_dim_customers, public.mrr_dim_products, public.mrr_fact_sales
    to pgstrata_link, pgstrata_operator;
