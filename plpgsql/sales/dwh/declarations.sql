-- The star. A customer who moves or is renamed becomes another version, since reports by place must show the place
-- of the time; how to reach a customer is no history. A product that is repriced or regrouped becomes another
-- version; its name is corrected everywhere.

call engine.declare_dimension(
    p_entity       => 'customers',
    p_source       => 'stg.stg_dim_customers',
    p_target       => 'public.dwh_dim_customers',
    p_business_key => '{customer_id}',
    p_effective_at => 'updated_at',
    p_type_1       => '{email, has_valid_email, phone}',
    p_type_2       => '{full_name, city, country_code}',
    p_fixed        => '{created_at}');

call engine.declare_dimension(
    p_entity       => 'products',
    p_source       => 'stg.stg_dim_products',
    p_target       => 'public.dwh_dim_products',
    p_business_key => '{product_id}',
    p_effective_at => 'updated_at',
    p_type_1       => '{product_name}',
    p_type_2       => '{product_group, unit_price}',
    p_fixed        => '{created_at}');

call engine.declare_fact(
    p_entity       => 'sales',
    p_source       => 'stg.stg_fact_sales',
    p_target       => 'public.dwh_fact_sales',
    p_business_key => '{sale_id}',
    p_happens_at   => 'transaction_date');

call engine.declare_lookup(
    p_fact          => 'sales',
    p_dimension     => 'customers',
    p_columns       => '{customer_id}',
    p_surrogate_key => 'customer_key');

call engine.declare_lookup(
    p_fact          => 'sales',
    p_dimension     => 'products',
    p_columns       => '{product_id}',
    p_surrogate_key => 'product_key');

call engine.declare_date(
    p_fact        => 'sales',
    p_date_column => 'sale_date',
    p_date_key    => 'date_key',
    p_calendar    => 'public.dwh_dim_date');
