-- The meta schema of the published file; meta.py fills it. Run with the copy attached and in use.
create schema meta;

create table meta.build (
    build_id varchar primary key,
    built_at timestamp not null,
    inputs_sha256 varchar not null,
    git_commit varchar,
    has_local_changes boolean,
    ktxh_version varchar not null,
    dbt_version varchar not null,
    dbt_duckdb_version varchar not null,
    duckdb_version varchar not null,
    great_expectations_version varchar not null,
    python_version varchar not null
);
comment on table meta.build is
'One row per build, and a file has exactly one · Mỗi dòng là một lần dựng kho, mỗi tệp có đúng một dòng';
comment on column meta.build.build_id is
'Time of the build and the first 8 digits of inputs_sha256 · Thời điểm dựng và 8 ký tự đầu của inputs_sha256';
comment on column meta.build.built_at is 'Start of the build, UTC · Thời điểm bắt đầu dựng, giờ UTC';
comment on column meta.build.inputs_sha256 is
'Hash over all input files, ktxh''s own code and the tools'' versions: equal hashes, equal data · Mã băm của toàn bộ tệp đầu vào, mã nguồn ktxh và phiên bản công cụ: mã giống nhau thì dữ liệu giống nhau';
comment on column meta.build.git_commit is
'Commit of the project, empty outside git · Commit của dự án, để trống nếu không dùng git';
comment on column meta.build.has_local_changes is
'True when files differed from that commit · Đúng nếu có tệp khác với commit đó';
comment on column meta.build.ktxh_version is 'Version of this project · Phiên bản của dự án';
comment on column meta.build.dbt_version is 'Version of dbt-core · Phiên bản dbt-core';
comment on column meta.build.dbt_duckdb_version is 'Version of dbt-duckdb · Phiên bản dbt-duckdb';
comment on column meta.build.duckdb_version is
'Version of DuckDB that wrote the file · Phiên bản DuckDB đã ghi tệp';
comment on column meta.build.great_expectations_version is
'Version of Great Expectations, the gate · Phiên bản Great Expectations dùng để nghiệm thu';
comment on column meta.build.python_version is 'Version of Python · Phiên bản Python';

create table meta.input (
    path varchar primary key,
    role varchar not null,
    sha256 varchar not null,
    bytes bigint not null,
    row_count bigint
);
comment on table meta.input is
'One row per input file: seeds, models, macros, tests, ktxh''s own code · Mỗi dòng là một tệp đầu vào: dữ liệu gốc (seed), mô hình, macro, kiểm thử, mã nguồn ktxh';
comment on column meta.input.path is
'Path within the project, for code within its source folder · Đường dẫn trong dự án; với mã nguồn là trong thư mục nguồn';
comment on column meta.input.role is
'raw, place, rule, reference (seeds), model, macro, test, project, code · raw, place, rule, reference (seed), model, macro, test, project hoặc code';
comment on column meta.input.sha256 is 'Hash of the content · Mã băm của nội dung';
comment on column meta.input.bytes is 'Size in bytes · Kích thước, tính bằng byte';
comment on column meta.input.row_count is
'Rows of a CSV file without its header; empty for other files · Số dòng của tệp CSV, không kể tiêu đề; để trống với tệp khác';

create table meta.layer_count (
    layer varchar,
    table_name varchar,
    row_count bigint not null,
    is_published boolean not null,
    primary key (layer, table_name)
);
comment on table meta.layer_count is
'One row per table or view of the build, published or not · Mỗi dòng là một bảng hoặc khung nhìn của lần dựng, kể cả phần không công bố';
comment on column meta.layer_count.layer is
'Schema: raw, staging, intermediate, marts, quality … · Tầng dữ liệu (schema): raw, staging, intermediate, marts, quality …';
comment on column meta.layer_count.table_name is 'Table or view · Tên bảng hoặc khung nhìn';
comment on column meta.layer_count.row_count is 'Rows when built · Số dòng khi dựng';
comment on column meta.layer_count.is_published is 'True when this file holds it · Đúng nếu có trong tệp này';

create table meta.step (
    step_no integer primary key,
    step varchar not null,
    seconds decimal(9, 3) not null,
    sql_seconds decimal(9, 3),
    dbt_seconds decimal(9, 3),
    summary varchar not null
);
comment on table meta.step is
'One row per step of the build before the final rename · Mỗi dòng là một bước của lần dựng, trước bước đổi tên cuối cùng';
comment on column meta.step.step_no is 'Order, from 1 · Thứ tự, từ 1';
comment on column meta.step.step is 'Name of the step · Tên bước';
comment on column meta.step.seconds is 'Time on the clock, seconds · Thời gian thực tế, giây';
comment on column meta.step.sql_seconds is
'Of these, DuckDB running SQL; empty for steps without dbt · Trong đó DuckDB chạy SQL; để trống với bước không dùng dbt';
comment on column meta.step.dbt_seconds is
'Of these, dbt itself; empty for steps without dbt · Trong đó phần của riêng dbt; để trống với bước không dùng dbt';
comment on column meta.step.summary is 'What was done · Nội dung đã thực hiện';
