-- Roll-ups: kept in the same transaction as the change they reflect, equal to a full recount at any time.
-- What the businesses of one city did in one event; city '-' stands for businesses without a city of the province.
create table event_cell (
    event_id bigint not null references event,
    city_code varchar(6) not null,
    participations bigint not null,
    intended_deals numeric(24, 2) not null,
    signed_deals numeric(24, 2) not null,
    booth_area_sqm numeric(20, 2) not null,
    primary key (event_id, city_code)
);

-- Distinct businesses that took part in a year: programme and sector '*' stand for all of them, so that a business is
-- counted once whatever the filter. The sector is the event's, the city the business's.
create table business_cell (
    event_year int not null,
    programme varchar(3) not null,
    sector_code varchar(40) not null,
    city_code varchar(6) not null,
    businesses bigint not null,
    primary key (event_year, programme, sector_code, city_code)
);
