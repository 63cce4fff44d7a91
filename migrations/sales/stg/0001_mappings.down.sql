drop table public.product_group_names, public.country_codes;
