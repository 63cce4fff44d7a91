-- Mappings that users extend: insert a spelling, then call restage(). A spelling is looked up by
-- its key, so that case, spaces and punctuation need no rows of their own. The expression of the
-- key is that of the function mapping_key, which a migration cannot call.

create table public.country_codes (
    country_name text primary key,
    country_code text not null check (country_code ~ '^[A-Z]{2}$'),
    country_key  text not null unique check (country_key <> '') generated always as (
        lower(regexp_replace(country_name collate "C", '[[:space:][:punct:]\u00a0]+', '', 'g')
              collate "und-x-icu")) stored
);

comment on table  public.country_codes              is 'Spellings of countries and the ISO 3166-1 alpha-2 code they stand for';
comment on column public.country_codes.country_name is 'A spelling; case, spaces and punctuation do not matter';
comment on column public.country_codes.country_code is 'ISO 3166-1 alpha-2 code';
comment on column public.country_codes.country_key  is 'What is looked up: the spelling in lower case without spaces and punctuation';

-- The code itself, and the names in English and in the languages that customers write.
insert into public.country_codes (country_name, country_code)
select trim(spelling), line.code
  from (values
    ('AD', 'Andorra'), ('AE', 'United Arab Emirates, UAE, U.A.E., Emirates'),
    ('AF', 'Afghanistan'), ('AG', 'Antigua and Barbuda'), ('AL', 'Albania'),
    ('AM', 'Armenia'), ('AO', 'Angola'), ('AR', 'Argentina, ARG'),
    ('AT', 'Austria, AUT, Österreich, Oesterreich'), ('AU', 'Australia, AUS'),
    ('AZ', 'Azerbaijan'), ('BA', 'Bosnia and Herzegovina, Bosnia'), ('BB', 'Barbados'),
    ('BD', 'Bangladesh'), ('BE', 'Belgium, BEL, België, Belgie, Belgique, Belgien'),
    ('BF', 'Burkina Faso'), ('BG', 'Bulgaria'), ('BH', 'Bahrain'), ('BI', 'Burundi'),
    ('BJ', 'Benin'), ('BN', 'Brunei'), ('BO', 'Bolivia'), ('BR', 'Brazil, BRA, Brasil'),
    ('BS', 'Bahamas, The Bahamas'), ('BT', 'Bhutan'), ('BW', 'Botswana'), ('BY', 'Belarus'),
    ('BZ', 'Belize'), ('CA', 'Canada, CAN'), ('CD', 'Democratic Republic of the Congo, DR Congo'),
    ('CF', 'Central African Republic'), ('CG', 'Congo, Republic of the Congo'),
    ('CH', 'Switzerland, CHE, Schweiz, Suisse, Svizzera'),
    ('CI', 'Ivory Coast, Cote d''Ivoire, Côte d''Ivoire'), ('CL', 'Chile'), ('CM', 'Cameroon'),
    ('CN', 'China, CHN, People''s Republic of China, PRC'), ('CO', 'Colombia'),
    ('CR', 'Costa Rica'), ('CU', 'Cuba'), ('CV', 'Cape Verde, Cabo Verde'), ('CY', 'Cyprus'),
    ('CZ', 'Czech Republic, Czechia, CZE, Česko'),
    ('DE', 'Germany, DEU, GER, Deutschland, Allemagne, Alemania, Federal Republic of Germany'),
    ('DJ', 'Djibouti'), ('DK', 'Denmark, DNK, Danmark'), ('DM', 'Dominica'),
    ('DO', 'Dominican Republic'), ('DZ', 'Algeria'), ('EC', 'Ecuador'), ('EE', 'Estonia'),
    ('EG', 'Egypt'), ('ER', 'Eritrea'), ('ES', 'Spain, ESP, España, Espana, Espagne, Spanien'),
    ('ET', 'Ethiopia'), ('FI', 'Finland, FIN, Suomi'), ('FJ', 'Fiji'),
    ('FR', 'France, FRA, Frankreich, Francia'), ('GA', 'Gabon'),
    ('GB', 'United Kingdom, UK, GBR, Great Britain, Britain, England, Scotland, Wales, '
           'Northern Ireland'),
    ('GD', 'Grenada'), ('GE', 'Georgia'), ('GH', 'Ghana'), ('GM', 'Gambia'), ('GN', 'Guinea'),
    ('GQ', 'Equatorial Guinea'), ('GR', 'Greece, GRC, Hellas'), ('GT', 'Guatemala'),
    ('GW', 'Guinea-Bissau'), ('GY', 'Guyana'), ('HK', 'Hong Kong'), ('HN', 'Honduras'),
    ('HR', 'Croatia, Hrvatska'), ('HT', 'Haiti'), ('HU', 'Hungary, Magyarország'),
    ('ID', 'Indonesia'), ('IE', 'Ireland, IRL, Republic of Ireland, Éire'), ('IL', 'Israel'),
    ('IN', 'India, IND'), ('IQ', 'Iraq'), ('IR', 'Iran'), ('IS', 'Iceland'),
    ('IT', 'Italy, ITA, Italia, Italien, Italie'), ('JM', 'Jamaica'), ('JO', 'Jordan'),
    ('JP', 'Japan, JPN, Nippon, 日本'), ('KE', 'Kenya'), ('KG', 'Kyrgyzstan'), ('KH', 'Cambodia'),
    ('KI', 'Kiribati'), ('KM', 'Comoros'), ('KN', 'Saint Kitts and Nevis'),
    ('KP', 'North Korea'), ('KR', 'South Korea, KOR, Republic of Korea, Korea'), ('KW', 'Kuwait'),
    ('KZ', 'Kazakhstan'), ('LA', 'Laos'), ('LB', 'Lebanon'), ('LC', 'Saint Lucia'),
    ('LI', 'Liechtenstein'), ('LK', 'Sri Lanka'), ('LR', 'Liberia'), ('LS', 'Lesotho'),
    ('LT', 'Lithuania'), ('LU', 'Luxembourg, Luxemburg'), ('LV', 'Latvia'), ('LY', 'Libya'),
    ('MA', 'Morocco'), ('MC', 'Monaco'), ('MD', 'Moldova'), ('ME', 'Montenegro'),
    ('MG', 'Madagascar'), ('MH', 'Marshall Islands'), ('MK', 'North Macedonia, Macedonia'),
    ('ML', 'Mali'), ('MM', 'Myanmar, Burma'), ('MN', 'Mongolia'), ('MO', 'Macao, Macau'),
    ('MR', 'Mauritania'), ('MT', 'Malta'), ('MU', 'Mauritius'), ('MV', 'Maldives'),
    ('MW', 'Malawi'), ('MX', 'Mexico, MEX, México'), ('MY', 'Malaysia'), ('MZ', 'Mozambique'),
    ('NA', 'Namibia'), ('NE', 'Niger'), ('NG', 'Nigeria'), ('NI', 'Nicaragua'),
    ('NL', 'Netherlands, NLD, The Netherlands, Nederland, Holland, Niederlande, Pays-Bas'),
    ('NO', 'Norway, NOR, Norge'), ('NP', 'Nepal'), ('NR', 'Nauru'), ('NZ', 'New Zealand, NZL'),
    ('OM', 'Oman'), ('PA', 'Panama'), ('PE', 'Peru'), ('PG', 'Papua New Guinea'),
    ('PH', 'Philippines'), ('PK', 'Pakistan'), ('PL', 'Poland, POL, Polska, Polen'),
    ('PR', 'Puerto Rico'), ('PS', 'Palestine'), ('PT', 'Portugal, PRT'), ('PW', 'Palau'),
    ('PY', 'Paraguay'), ('QA', 'Qatar'), ('RO', 'Romania, România'), ('RS', 'Serbia'),
    ('RU', 'Russia, RUS, Russian Federation'), ('RW', 'Rwanda'), ('SA', 'Saudi Arabia'),
    ('SB', 'Solomon Islands'), ('SC', 'Seychelles'), ('SD', 'Sudan'),
    ('SE', 'Sweden, SWE, Sverige, Schweden'), ('SG', 'Singapore'), ('SI', 'Slovenia'),
    ('SK', 'Slovakia, Slovak Republic'), ('SL', 'Sierra Leone'), ('SM', 'San Marino'),
    ('SN', 'Senegal'), ('SO', 'Somalia'), ('SR', 'Suriname'), ('SS', 'South Sudan'),
    ('ST', 'Sao Tome and Principe'), ('SV', 'El Salvador'), ('SY', 'Syria'),
    ('SZ', 'Eswatini, Swaziland'), ('TD', 'Chad'), ('TG', 'Togo'), ('TH', 'Thailand'),
    ('TJ', 'Tajikistan'), ('TL', 'Timor-Leste, East Timor'), ('TM', 'Turkmenistan'),
    ('TN', 'Tunisia'), ('TO', 'Tonga'), ('TR', 'Turkey, TUR, Türkiye, Turkiye'),
    ('TT', 'Trinidad and Tobago'), ('TV', 'Tuvalu'), ('TW', 'Taiwan'), ('TZ', 'Tanzania'),
    ('UA', 'Ukraine'), ('UG', 'Uganda'),
    ('US', 'United States, USA, U.S.A., U.S., United States of America, America, Estados Unidos'),
    ('UY', 'Uruguay'), ('UZ', 'Uzbekistan'), ('VA', 'Vatican City, Holy See'),
    ('VC', 'Saint Vincent and the Grenadines'), ('VE', 'Venezuela'), ('VN', 'Vietnam, Viet Nam'),
    ('VU', 'Vanuatu'), ('WS', 'Samoa'), ('XK', 'Kosovo'), ('YE', 'Yemen'),
    ('ZA', 'South Africa, ZAF'), ('ZM', 'Zambia'), ('ZW', 'Zimbabwe')
    ) as line (code, spellings),
    string_to_table(line.code || ',' || line.spellings, ',') as spelling
    on conflict (country_key) do nothing;

create table public.product_group_names (
    group_name    text primary key,
    product_group text not null,
    group_key     text not null unique check (group_key <> '') generated always as (
        lower(regexp_replace(group_name collate "C", '[[:space:][:punct:]\u00a0]+', '', 'g')
              collate "und-x-icu")) stored
);

comment on table  public.product_group_names               is 'Spellings of product groups and the name they stand for';
comment on column public.product_group_names.group_name    is 'A spelling; case, spaces and punctuation do not matter';
comment on column public.product_group_names.product_group is 'Standard name of the group';
comment on column public.product_group_names.group_key     is 'What is looked up: the spelling in lower case without spaces and punctuation';

insert into public.product_group_names (group_name, product_group)
select trim(spelling), line.standard
  from (values
    ('Electronics', 'Electronic, Elec, Consumer Electronics, Elektronik'),
    ('Home & Garden', 'Home and Garden, Home/Garden, Home + Garden, House & Garden'),
    ('Clothing', 'Clothes, Apparel, Fashion'),
    ('Books', 'Book'),
    ('Toys & Games', 'Toys and Games, Toys, Toy, Games'),
    ('Sports & Outdoors', 'Sports and Outdoors, Sport, Sports, Outdoor, Sport & Outdoor'),
    ('Health & Beauty', 'Health and Beauty, Beauty, Beauty & Health, Cosmetics'),
    ('Groceries', 'Grocery, Food, Food & Drink, Food and Drink'),
    ('Office Supplies', 'Office, Office Supply, Stationery'),
    ('Automotive', 'Auto, Car Parts, Cars')
    ) as line (standard, spellings),
    string_to_table(line.standard || ',' || line.spellings, ',') as spelling
    on conflict (group_key) do nothing;

grant select on public.country_codes, public.product_group_names to pgstrata_operator;
