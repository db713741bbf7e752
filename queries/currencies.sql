-- question: Which currencies can amounts be converted to?
-- params:
-- columns:  currency VARCHAR (ISO 4217)
SELECT 'USD' AS currency
FROM exchange_rates
UNION
SELECT currency
FROM exchange_rates
ORDER BY currency
