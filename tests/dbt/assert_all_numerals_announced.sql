-- Fails with a report whose raw numerals are not as many as the extractor counted in its text: rows
-- of seeds/raw were added, cut off or edited by hand.
select
    stg_reports.report_id,
    stg_reports.numeral_count as announced_count,
    count(stg_numerals.numeral_id) as found_count
from {{ ref('stg_reports') }} as stg_reports
left join {{ ref('stg_numerals') }} as stg_numerals
    on stg_reports.report_id = stg_numerals.report_id
group by stg_reports.report_id, stg_reports.numeral_count
having stg_reports.numeral_count is distinct from count(stg_numerals.numeral_id)
