{#- Whether the place of `outer` holds that of `inner`, both with place_key, place_path (ends in a
    slash; of a figure that several places share, the path of the report's place) and is_shared. -#}
{% macro place_covers(outer, inner) -%}
    coalesce(
        case
            when {{ outer }}.is_shared
                then contains(
                    ' + ' || {{ outer }}.place_key || ' + ', ' + ' || {{ inner }}.place_key || ' + '
                )
            when {{ inner }}.is_shared
                then {{ inner }}.place_path like {{ outer }}.place_path || '%'
            else
                {{ inner }}.place_path like {{ outer }}.place_path || '%'
                and {{ inner }}.place_path != {{ outer }}.place_path
        end,
        false
    )
{%- endmacro %}
