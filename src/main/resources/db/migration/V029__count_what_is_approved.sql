-- Summaries count what is approved, and where somebody wants it what is not approved yet as well. The cells of the two are
-- kept apart and add up: whether an event counts as approved is what its review says, and its participations follow it.

-- The sums follow from the events and what was done in them, and are added up anew at the next start.
delete from summary_change;
alter table summary_change add column approved boolean not null;

drop table summary_cell;
create table summary_cell (
    event_year int not null,
    sector_code varchar(40) not null,
    city_code varchar(6) not null,
    programme varchar(3) not null,
    approved boolean not null,
    events bigint not null,
    held bigint not null,
    participations bigint not null,
    intended_deals numeric(24, 2) not null,
    signed_deals numeric(24, 2) not null,
    booth_area_sqm numeric(20, 2) not null,
    net_space_sqm numeric(20, 2) not null,
    primary key (event_year, sector_code, city_code, programme, approved)
);

drop table place_cell;
create table place_cell (
    event_year int not null,
    sector_code varchar(40) not null,
    city_code varchar(6) not null,
    programme varchar(3) not null,
    place_code varchar(6) not null,
    event_month int not null,
    approved boolean not null,
    events bigint not null,
    held bigint not null,
    participations bigint not null,
    intended_deals numeric(24, 2) not null,
    signed_deals numeric(24, 2) not null,
    primary key (event_year, sector_code, city_code, programme, place_code, event_month, approved)
);

drop table route_cell;
create table route_cell (
    event_year int not null,
    sector_code varchar(40) not null,
    city_code varchar(6) not null,
    programme varchar(3) not null,
    place_code varchar(6) not null,
    approved boolean not null,
    events bigint not null,
    participations bigint not null,
    signed_deals numeric(24, 2) not null,
    primary key (event_year, sector_code, city_code, programme, place_code, approved)
);

-- Of different businesses, those of approved events are counted in the rows that say so; the others have what is to be added
-- where all events count, which may be less than nothing: a business is not lost that takes part in an event not approved yet.
-- What has been counted by now is of all events: it stays, day by day, and the next start parts it.
alter table business_change add column approved boolean default false not null;
alter table business_change alter column approved drop default;

create table business_cell_parted (
    approved boolean not null,
    event_year int not null,
    programme varchar(3) not null,
    sector_code varchar(40) not null,
    city_code varchar(6) not null,
    businesses bigint not null,
    fresh bigint not null,
    stayed bigint not null,
    lost bigint not null,
    primary key (approved, event_year, programme, sector_code, city_code)
);
insert into business_cell_parted
    select false, event_year, programme, sector_code, city_code, businesses, fresh, stayed, lost from business_cell;
drop table business_cell;
alter table business_cell_parted rename to business_cell;

create table business_cell_day_parted (
    approved boolean not null,
    recorded_on date not null,
    event_year int not null,
    programme varchar(3) not null,
    sector_code varchar(40) not null,
    city_code varchar(6) not null,
    businesses bigint not null,
    fresh bigint not null,
    stayed bigint not null,
    lost bigint not null,
    primary key (approved, event_year, programme, sector_code, city_code, recorded_on)
);
insert into business_cell_day_parted
    select false, recorded_on, event_year, programme, sector_code, city_code, businesses, fresh, stayed, lost
    from business_cell_day;
drop table business_cell_day;
alter table business_cell_day_parted rename to business_cell_day;

-- The largest events of a year are found by the same index, whether those that are not approved yet count or not.
alter table event_cell add column approved boolean default false not null;
update event_cell set approved = true where event_id in (select id from event where review_state = 'APPROVED');
drop index ix_event_cell_largest;
create index ix_event_cell_largest on event_cell (counted_year, city_code, participations, approved);

-- How an event's review stood on earlier days was not kept here: it counts as it stands now.
alter table event_day add column approved boolean default false not null;
alter table event_day alter column approved drop default;
update event_day set approved = true where event_id in (select id from event where review_state = 'APPROVED');

-- Whether what is approved has been counted apart since there are cells for it.
alter table summary_state add column approved_counted boolean default false not null;

-- What dashboards, walls and reports count. Reports that are there have counted all.
alter table dashboard_tile add column included varchar(10) default 'APPROVED' not null;
alter table dashboard_tile add constraint ck_dashboard_tile_included check (included in ('APPROVED', 'ALL'));
alter table wall_screen add column included varchar(10) default 'APPROVED' not null;
alter table wall_screen add constraint ck_wall_screen_included check (included in ('APPROVED', 'ALL'));
alter table report add column included varchar(10) default 'ALL' not null;
alter table report alter column included drop default;
alter table report add constraint ck_report_included check (included in ('APPROVED', 'ALL'));
