-- question: What may a user have for nothing, and how much of it?
-- params:
-- columns:  id VARCHAR | place INTEGER | product_name VARCHAR | product_name_zh VARCHAR | measure VARCHAR | measure_zh VARCHAR
--           | lower DOUBLE (unit) | best DOUBLE (unit) | upper DOUBLE (unit) | qualifier VARCHAR | unit VARCHAR (things per day, week or month)
--           | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | as_written VARCHAR | claim VARCHAR | claim_zh VARCHAR
SELECT c.id, c.place, c.product_name, c.product_name_zh, o.measure, o.measure_zh, c.lower, c.best, c.upper, c.qualifier, c.unit,
    c.year, c.month, c.day, c.part, c.as_written, c.claim, c.claim_zh
FROM cited AS c
JOIN other_figures AS o ON o.id = c.id
WHERE c.product_name IS NOT NULL AND (c.unit LIKE '% per day' OR c.unit LIKE '% per week' OR c.unit LIKE '% per month') AND o.measure LIKE 'free %'
ORDER BY o.measure, c.place, c.id
