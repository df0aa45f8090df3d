-- What businesses are compared by, to find those entered twice. The desk fills these columns itself, and those of rows that
-- another version of its rules has filled (folding) when it starts: folding Chinese and English names is beyond SQL.
alter table business add column folded_zh varchar(200);
alter table business add column folded_en varchar(200);
-- Characters 9 to 17 of the credit code: a business keeps them when it is given another code.
alter table business add column organisation_code varchar(9);
alter table business add column plain_phone varchar(40);
alter table business add column plain_email varchar(200);
alter table business add column plain_website varchar(300);
alter table business add column folding int default 0 not null;
create index ix_business_folded_zh on business (folded_zh);
create index ix_business_folded_en on business (folded_en);
create index ix_business_organisation on business (organisation_code);
create index ix_business_phone on business (plain_phone);
create index ix_business_email on business (plain_email);
create index ix_business_website on business (plain_website);
create index ix_business_folding on business (folding);

-- A folded name and what is left of it without each of its characters, for names spelt slightly differently in one place:
-- a city or a country.
create table business_near_name (
    place_code varchar(6) not null,
    near_name varchar(70) not null,
    business_id bigint not null references business,
    primary key (place_code, near_name, business_id)
);
create index ix_business_near_name_business on business_near_name (business_id);

-- A business merged into another one stays as a trace of its code, its names and its history.
alter table business add column merged_into bigint references business;
alter table business add column merged_at timestamp with time zone;
alter table business add column merged_by varchar(60);
alter table business add constraint ck_business_merged check (
    merged_into is null or (merged_into <> id and merged_at is not null and merged_by is not null));
create index ix_business_merged_into on business (merged_into);
-- The search texts of the businesses merged into this one: searching for their names and codes finds it.
alter table business add column former_text varchar(20000);
alter table business alter column search_text set data type varchar(21000);

-- Somebody has looked at two alike businesses and found that they are not the same.
create table business_pair_verdict (
    first_id bigint not null references business,
    second_id bigint not null references business,
    decided_at timestamp with time zone not null,
    decided_by varchar(60) not null,
    primary key (first_id, second_id),
    constraint ck_business_pair_verdict_order check (first_id < second_id)
);
create index ix_business_pair_verdict_second on business_pair_verdict (second_id);
