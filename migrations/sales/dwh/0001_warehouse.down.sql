drop table public.dwh_fact_sales, public.dwh_dim_date, public.dwh_dim_products, public.dwh_dim_customers;
