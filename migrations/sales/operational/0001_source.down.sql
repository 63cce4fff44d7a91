drop table public.sales, public.products, public.customers;
drop function public.stamp_updated_at();
