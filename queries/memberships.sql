-- question: How many memberships would pay for one year of data licences?
-- params:   fee_low DOUBLE (the fee's currency per month) | fee_high DOUBLE (the fee's currency per month)
-- columns:  licence_id VARCHAR | buyer VARCHAR | side_rank INTEGER (the buyer's) | material VARCHAR | scope VARCHAR
--           | licence_currency VARCHAR | licence_lower DOUBLE NULL (licence currency per year)
--           | licence_upper DOUBLE NULL (licence currency per year) | fee_id VARCHAR | product VARCHAR
--           | fee_currency VARCHAR | fee_lower DOUBLE NULL (stated, per month)
--           | fee_upper DOUBLE NULL (stated, per month) | bill_lower DOUBLE NULL (fee currency per year)
--           | bill_upper DOUBLE NULL (fee currency per year) | rate DOUBLE (fee currency per licence unit)
--           | rate_day DATE NULL | members_lower DOUBLE NULL (people) | members_upper DOUBLE NULL (people)
WITH licences AS (
    SELECT id, organization, side_rank, currency, lower, upper
    FROM sided_statements
    WHERE table_name = 'data_costs' AND per = 'year' AND is_compared
),
-- the fee on the scoreboard, of the first side that has one
offered AS (
    SELECT id, ROW_NUMBER() OVER (ORDER BY side_rank, id) AS row_number FROM contenders WHERE dimension = 'month_price'
),
fees AS (
    SELECT s.id, s.product, s.currency, s.lower, s.upper
    FROM statements AS s
    JOIN offered AS o ON o.id = s.id AND o.row_number = 1
)
SELECT l.id AS licence_id, l.organization AS buyer, l.side_rank, d.material, d.scope,
    l.currency AS licence_currency, l.lower AS licence_lower, l.upper AS licence_upper,
    f.id AS fee_id, f.product, f.currency AS fee_currency, f.lower AS fee_lower, f.upper AS fee_upper,
    a.lower AS bill_lower, a.upper AS bill_upper, a.rate, a.rate_day,
    a.lower / NULLIF(12 * getvariable('fee_high'), 0) AS members_lower,
    a.upper / NULLIF(12 * getvariable('fee_low'), 0) AS members_upper
FROM licences AS l
JOIN data_costs AS d ON d.id = l.id AND d.scope <> 'offer'
CROSS JOIN fees AS f
JOIN amounts AS a ON a.id = l.id AND a.target = f.currency
ORDER BY a.upper DESC NULLS LAST, l.id, f.id
