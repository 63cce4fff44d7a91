create or replace function public._sample_groups()
returns table (place integer, spellings text[], nouns text[], price_from numeric, price_to numeric)
language sql immutable parallel safe
as $body$
    -- Product groups with their spellings, what is sold in them, and the range of prices.
    select row_number() over ()::integer, string_to_array(line.spellings, '|'),
           string_to_array(line.nouns, '|'), line.price_from, line.price_to
      from (values
        ('Electronics|electronics|ELECTRONICS|Electronic|Elec.',
         'Headphones|Keyboard|Monitor|Charger|Speaker|Tablet|USB-C Cable|Webcam', 9.0, 900.0),
        ('Home & Garden|Home and Garden|home&garden|Home & garden',
         'Lamp|Chair|Planter|Rug|Cushion|Garden Hose|Shelf', 5.0, 300.0),
        ('Clothing|Clothes|clothing|Apparel',
         'T-Shirt|Jacket|Jeans|Men''s Socks|Scarf|Hat|Sweater', 4.0, 160.0),
        ('Books|Book|BOOKS', 'Cookbook|Atlas|Novel|Diary|Guide|Dictionary', 6.0, 60.0),
        ('Toys & Games|Toys and Games|Toys|toys & games',
         'Puzzle|Board Game|Building Set|Doll|Kite|Card Game', 5.0, 120.0),
        ('Sports & Outdoors|Sports and Outdoors|Sport|sports & outdoors',
         'Tent|Backpack|Water Bottle|Yoga Mat|Bike Light|Running Belt', 7.0, 400.0),
        ('Health & Beauty|Health and Beauty|Beauty|HEALTH & BEAUTY',
         'Shampoo|Soap|Face Cream|Toothbrush|Hair Dryer', 2.0, 90.0),
        ('Groceries|Grocery|groceries|Food',
         'Olive Oil|Coffee|Green Tea|Pasta|Chocolate|Honey', 1.0, 30.0)
        ) as line (spellings, nouns, price_from, price_to)
$body$;

comment on function public._sample_groups() is
    'Product groups of the sample data with their spellings, nouns and price range';
