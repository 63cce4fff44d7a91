create or replace function public._sample_places()
returns table (place integer, spellings text[], cities text[], dialling_code text)
language sql immutable parallel safe
as $body$
    -- Where customers live, most frequent first: spellings of the country, cities, dialling code.
    -- "Utopia" is in no mapping, and so shows up in vw_unmapped_countries of the staging layer.
    select row_number() over ()::integer, string_to_array(line.spellings, '|'),
           string_to_array(line.cities, '|'), line.dialling_code
      from (values
        ('Germany|DE|Deutschland|GERMANY', 'Berlin|Hamburg|München|Köln|Leipzig|Bad Homburg', '49'),
        ('United States|USA|U.S.A.|US|united states of america',
         'New York|Los Angeles|Chicago|San Francisco|Boston|Seattle', '1'),
        ('United Kingdom|UK|Great Britain|GB|England', 'London|Leeds|Bristol|Glasgow|York', '44'),
        ('France|FR|FRANCE', 'Paris|Lyon|Marseille|Nantes|Saint-Malo', '33'),
        ('Spain|ES|España', 'Madrid|Barcelona|Sevilla|Valencia', '34'),
        ('Netherlands|NL|The Netherlands|Holland', 'Amsterdam|Rotterdam|Utrecht|Den Haag', '31'),
        ('Italy|IT|Italia', 'Roma|Milano|Torino|Reggio Emilia', '39'),
        ('Austria|AT|Österreich', 'Wien|Graz|Linz|Salzburg', '43'),
        ('Poland|PL|Polska', 'Warszawa|Kraków|Gdańsk', '48'),
        ('Sweden|SE|Sverige', 'Stockholm|Göteborg|Malmö', '46'),
        ('Canada|CA|CAN', 'Toronto|Montréal|Vancouver', '1'),
        ('Japan|JP|JPN', 'Tokyo|Osaka|Kyoto', '81'),
        ('Utopia|Utopia|n/a', 'Amaurote', '999')
        ) as line (spellings, cities, dialling_code)
$body$;

comment on function public._sample_places() is
    'Countries of the sample data with their spellings, cities and dialling code';
