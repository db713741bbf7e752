-- view:    The reading that every other view follows: article, checked or latest. Replace this one view to read differently.
-- columns: name VARCHAR
SELECT 'article' AS name
