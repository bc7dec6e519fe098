with

int_periods_parsed as (

    select * from {{ ref('int_periods_parsed') }}

),

numbered as (

    select
        *,
        extract(year from start_date) as start_year,
        extract(year from end_date) as end_year,
        extract(month from end_date) as end_month,
        extract(day from start_date) as start_day
    from int_periods_parsed

),

final as (

    select
        period_code,
        case period_type
            when 'year' then 'năm ' || start_year
            when 'half_year'
                then '6 tháng ' || if(end_month = 6, 'đầu', 'cuối') || ' năm ' || start_year
            when 'quarter' then 'quý ' || cast(end_month / 3 as integer) || ' năm ' || start_year
            when 'month' then 'tháng ' || end_month || ' năm ' || start_year
            when 'months_from_january' then end_month || ' tháng đầu năm ' || start_year
            when 'school_year' then 'năm học ' || start_year || '-' || end_year
            when 'years' then 'giai đoạn ' || start_year || '-' || end_year
            when 'instant' then 'ngày ' || start_day || '/' || end_month || '/' || start_year
            else period_code
        end as period_label_vi,
        case period_type
            when 'year' then 'year ' || start_year
            when 'half_year' then if(end_month = 6, 'first', 'second') || ' half of ' || start_year
            when 'quarter' then 'quarter ' || cast(end_month / 3 as integer) || ' of ' || start_year
            when 'month' then 'month ' || end_month || ' of ' || start_year
            when 'months_from_january' then 'first ' || end_month || ' months of ' || start_year
            when 'school_year' then 'school year ' || start_year || '-' || end_year
            when 'years' then 'years ' || start_year || '-' || end_year
            when 'instant' then 'on ' || start_date
            else period_code
        end as period_label_en,
        period_type,
        previous_period_code,
        start_date,
        end_date,
        period_type = 'instant' as is_instant
    from numbered

)

select * from final
