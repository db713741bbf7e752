-- question: What may a user have for nothing, and how much of it?
-- params:
-- columns:  id VARCHAR | place INTEGER | product_name VARCHAR | product_name_zh VARCHAR | measure VARCHAR | measure_name VARCHAR | measure_name_zh VARCHAR
--           | lower DOUBLE (unit) | best DOUBLE (unit) | upper DOUBLE (unit) | qualifier VARCHAR | unit VARCHAR (things per day, week or month)
--           | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | as_written VARCHAR | claim VARCHAR | claim_zh VARCHAR
SELECT c.id, c.place, c.product_name, c.product_name_zh, o.measure, m.name AS measure_name, m.name_zh AS measure_name_zh, c.lower, c.best, c.upper, c.qualifier, c.unit,
    c.year, c.month, c.day, c.part, c.as_written, c.claim, c.claim_zh
FROM cited AS c
JOIN other_figures AS o ON o.id = c.id
JOIN measures AS m ON m.id = o.measure AND m.kind = 'quota'
WHERE c.product_name IS NOT NULL
ORDER BY o.measure, c.place, c.id
