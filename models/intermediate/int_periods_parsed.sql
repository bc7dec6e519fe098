with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_reports as (

    select * from {{ ref('stg_reports') }}

),

codes as (

    select period as period_code from stg_figures

    union distinct

    select period as period_code from stg_reports

),

-- The form of a code is the code with every digit as 9.
formed as (

    select
        period_code,
        case translate(period_code, '0123456789', '9999999999')
            when '9999' then 'year'
            when '9999-H9' then 'half_year'
            when '9999-Q9' then 'quarter'
            when '9999-M99' then 'month'
            when '9999-C99' then 'months_from_january'
            when 'SY9999-9999' then 'school_year'
            when '9999/9999' then 'years'
            when '@9999-99-99' then 'instant'
        end as form
    from codes
    where period_code is not null

),

-- A school year runs from 1 September to 31 May: opening in early September, closed before 31 May.
spanned as (

    select
        period_code,
        form,
        try_cast(substr(period_code, 7) as integer) as part,
        substr(period_code, if(form = 'school_year', 3, 1), 4) as start_year,
        case form
            when 'school_year' then substr(period_code, 8, 4)
            when 'years' then substr(period_code, 6, 4)
            else start_year
        end as end_year,
        case form
            when 'half_year' then 6 * part - 5
            when 'quarter' then 3 * part - 2
            when 'month' then part
            when 'school_year' then 9
            else 1
        end as start_month,
        case
            when form = 'half_year' then 6 * part
            when form = 'quarter' then 3 * part
            when form in ('month', 'months_from_january') then part
            when form = 'school_year' then 5
            else 12
        end as end_month
    from formed

),

dated as (

    select
        period_code,
        form,
        case
            when form = 'instant' then try_cast(substr(period_code, 2) as date)
            else try_cast(start_year || '-' || start_month || '-1' as date)
        end as start_date,
        case
            when form = 'instant' then start_date
            else last_day(try_cast(end_year || '-' || end_month || '-1' as date))
        end as end_date,
        start_year,
        -- A month 13 has no days, a span may not run backwards, a school year is one year long.
        form is not null
        and start_date <= end_date
        and (form != 'school_year' or end_date < start_date + interval 1 year) as is_known
    from spanned

),

final as (

    select
        period_code,
        if(is_known, form, 'unknown') as period_type,
        if(is_known, start_date, null) as start_date,
        if(is_known, end_date, null) as end_date,
        case
            when not is_known or form = 'years' then null
            when form = 'instant' then '@' || cast(start_date - interval 1 year as date)
            when form = 'school_year'
                then 'SY' || cast(cast(start_year as integer) - 1 as string) || '-' || start_year
            else cast(cast(start_year as integer) - 1 as string) || substr(period_code, 5)
        end as previous_period_code
    from dated

)

select * from final
