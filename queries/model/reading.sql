-- view:    The reading that is asked for: article, checked or latest. `SET VARIABLE reading = 'latest'` asks for
--          another.
-- columns: name VARCHAR
SELECT COALESCE(getvariable('reading'), 'article') AS name
