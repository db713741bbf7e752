-- question: What does a month of single effects cost beside the monthly fee?
-- params:   uses INTEGER (effects a month)
-- columns:  product VARCHAR | currency VARCHAR | side_rank INTEGER
--           | use_lower DOUBLE NULL (currency per use) | use_upper DOUBLE NULL (currency per use)
--           | cost_lower DOUBLE NULL (currency per month) | cost_upper DOUBLE NULL (currency per month)
--           | fee_lower DOUBLE NULL (currency per month) | fee_upper DOUBLE NULL (currency per month)
--           | bought_lower DOUBLE NULL (uses one fee buys) | bought_upper DOUBLE NULL (uses one fee buys)
--           | fee_id VARCHAR | use_id VARCHAR | credits_id VARCHAR
WITH fees AS (
    SELECT id, lower, upper FROM statements WHERE table_name = 'prices' AND per = 'month'
),
bought AS (
    SELECT input_a AS fee_id, input_b AS use_id, lower, upper FROM derived WHERE rule = 'uses_per_fee'
)
SELECT u.product, u.currency, m.side_rank,
    u.lower AS use_lower, u.upper AS use_upper,
    u.lower * getvariable('uses') AS cost_lower, u.upper * getvariable('uses') AS cost_upper,
    f.lower AS fee_lower, f.upper AS fee_upper, b.lower AS bought_lower, b.upper AS bought_upper,
    f.id AS fee_id, u.input_a AS use_id, u.input_b AS credits_id
FROM derived AS u
JOIN products AS p ON p.id = u.product
JOIN members AS m ON m.organization = p.organization
JOIN bought AS b ON b.use_id = u.input_a
JOIN fees AS f ON f.id = b.fee_id
WHERE u.rule = 'money_per_use' AND u.per = 'use'
ORDER BY m.side_rank, u.product, u.id, f.id
