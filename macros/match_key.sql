{#- The form in which Vietnamese words are compared: lower case, every run of other signs one blank,
    the tone mark of oa, oe, uy on its older place (hoà → hòa), accents kept: they tell names apart. -#}
{% macro match_key(text) -%}
    {{ return(adapter.dispatch('match_key', 'ktxh')(text)) }}
{%- endmacro %}

{% macro default__match_key(text) -%}
    trim(regexp_replace({{ older_tone_place('lower(' ~ text ~ ')') }}, '[^\\p{L}\\p{N}]+', ' '))
{%- endmacro %}

{% macro duckdb__match_key(text) -%}
    trim(regexp_replace({{ older_tone_place('lower(nfc_normalize(' ~ text ~ '))') }}, '[^\p{L}\p{N}]+', ' ', 'g'))
{%- endmacro %}

{% macro older_tone_place(text) -%}
    {%- set ends = [
        ('oà', 'òa'), ('oá', 'óa'), ('oả', 'ỏa'), ('oã', 'õa'), ('oạ', 'ọa'),
        ('oè', 'òe'), ('oé', 'óe'), ('oẻ', 'ỏe'), ('oẽ', 'õe'), ('oẹ', 'ọe'),
        ('uỳ', 'ùy'), ('uý', 'úy'), ('uỷ', 'ủy'), ('uỹ', 'ũy'), ('uỵ', 'ụy'),
    ] -%}
    {%- for _ in ends %}replace({% endfor -%}
    {{ text }}
    {%- for newer, older in ends %}, '{{ newer }}', '{{ older }}'){% endfor -%}
{%- endmacro %}
