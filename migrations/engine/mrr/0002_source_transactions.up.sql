insert into engine.settings (name, value, kind, description) values
    ('source_transaction_limit', '5 min', 'interval',
     'how long a hop keeps a transaction open at the source: a key range that takes longer is cancelled and cut in two; 0: as long as it takes');
