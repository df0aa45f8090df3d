-- The largest events of a year are read in the order of their index, which ends as soon as there are enough: sorted, all events
-- of the year would be read, and a summary would cost the more, the more events there are.
drop index ix_event_cell_largest;
create index ix_event_cell_largest on event_cell (counted_year, city_code, participations desc, event_id);
