-- question: How many memberships would pay for one year of data licences?
-- params:   fee_low DOUBLE (the fee's currency per month) | fee_high DOUBLE (the fee's currency per month)
-- columns:  licence_id VARCHAR | buyer_name VARCHAR | buyer_name_zh VARCHAR | place INTEGER (the buyer's) | material VARCHAR | material_name VARCHAR | material_name_zh VARCHAR | scope VARCHAR
--           | licence_currency VARCHAR | licence_lower DOUBLE (licence currency per year) | licence_upper DOUBLE (licence currency per year)
--           | fee_id VARCHAR | product_name VARCHAR | product_name_zh VARCHAR | fee_currency VARCHAR | fee_lower DOUBLE (stated, per month) | fee_upper DOUBLE (stated, per month)
--           | bill_lower DOUBLE (fee currency per year) | bill_upper DOUBLE (fee currency per year) | rate DOUBLE (fee currency per licence unit) | rate_day DATE
--           | members_lower DOUBLE (people) | members_upper DOUBLE (people)
WITH licences AS (
    SELECT id, organization_name, organization_name_zh, place, currency, lower, upper FROM cited WHERE table_name = 'data_costs' AND per = 'year' AND place <= 2
),
-- the fee on the scoreboard, of the first side that has one
offered AS (
    SELECT id, ROW_NUMBER() OVER (ORDER BY place, id) AS choice FROM contenders WHERE dimension = 'month_price'
),
fees AS (
    SELECT c.id, c.product_name, c.product_name_zh, c.currency, c.lower, c.upper FROM cited AS c JOIN offered AS o ON o.id = c.id AND o.choice = 1
)
SELECT l.id AS licence_id, l.organization_name AS buyer_name, l.organization_name_zh AS buyer_name_zh, l.place, d.material, d.material_name, d.material_name_zh, d.scope,
    l.currency AS licence_currency, l.lower AS licence_lower, l.upper AS licence_upper,
    f.id AS fee_id, f.product_name, f.product_name_zh, f.currency AS fee_currency, f.lower AS fee_lower, f.upper AS fee_upper,
    a.lower AS bill_lower, a.upper AS bill_upper, a.rate, a.rate_day,
    a.lower / NULLIF(12 * getvariable('fee_high'), 0) AS members_lower, a.upper / NULLIF(12 * getvariable('fee_low'), 0) AS members_upper
FROM licences AS l
JOIN data_costs AS d ON d.id = l.id AND d.scope <> 'offer'
CROSS JOIN fees AS f
JOIN amounts AS a ON a.id = l.id AND a.target = f.currency
ORDER BY a.upper DESC NULLS LAST, l.id, f.id
