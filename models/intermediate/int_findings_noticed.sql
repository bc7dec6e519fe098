{%- set rules = [
    'int_band_members_noticed', 'int_copies_noticed', 'int_jumps_noticed', 'int_revisions_noticed',
] -%}
-- Contradictions that want meaning; int_findings_raised words them.
with

{% for rule in rules %}
    {{ rule }} as (

        select * from {{ ref(rule) }}

    ),

{% endfor %}
united as (

    {% for rule in rules %}
        select * from {{ rule }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        report_id,
        rule_code,
        numeral_ids,
        line,
        subject,
        said,
        other,
        ratio,
        expected_low,
        expected_high,
        difference,
        evidence
    from united

)

select * from final
