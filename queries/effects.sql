-- question: What does a month of single effects cost beside the monthly fee?
-- params:   uses INTEGER (effects a month)
-- columns:  product VARCHAR | product_name VARCHAR | product_name_zh VARCHAR | item VARCHAR | item_zh VARCHAR | currency VARCHAR | place INTEGER
--           | use_lower DOUBLE (currency per use) | use_upper DOUBLE (currency per use) | cost_lower DOUBLE (currency per month) | cost_upper DOUBLE (currency per month)
--           | fee_lower DOUBLE (currency per month) | fee_upper DOUBLE (currency per month) | bought_lower DOUBLE (uses one fee buys) | bought_upper DOUBLE (uses one fee buys)
--           | fee_id VARCHAR | use_id VARCHAR | credits_id VARCHAR
WITH fees AS (
    SELECT id, product, currency, lower, upper FROM statements WHERE table_name = 'prices' AND per = 'month'
),
bought AS (
    SELECT input_a AS fee_id, input_b AS use_id, lower, upper FROM derived WHERE rule = 'uses_per_fee'
)
SELECT u.product, p.name AS product_name, p.name_zh AS product_name_zh, e.item, e.item_zh, u.currency, l.place,
    u.lower AS use_lower, u.upper AS use_upper, u.lower * getvariable('uses') AS cost_lower, u.upper * getvariable('uses') AS cost_upper,
    f.lower AS fee_lower, f.upper AS fee_upper, b.lower AS bought_lower, b.upper AS bought_upper,
    f.id AS fee_id, u.input_a AS use_id, u.input_b AS credits_id
FROM derived AS u
JOIN prices AS e ON e.id = u.input_a
JOIN products AS p ON p.id = u.product
JOIN organizations AS o ON o.id = p.organization
JOIN places AS l ON l.id = o.side
JOIN bought AS b ON b.use_id = u.input_a
JOIN fees AS f ON f.id = b.fee_id
WHERE u.rule = 'money_per_use' AND u.per = 'use'
ORDER BY l.place, u.product, u.id, f.id
