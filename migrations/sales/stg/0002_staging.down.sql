drop table public.stg_fact_sales, public.stg_dim_products, public.stg_dim_customers;
