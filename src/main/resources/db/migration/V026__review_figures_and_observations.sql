-- Figures of zones and observations are reviewed as events are. What the desk has already counts as approved, or summaries
-- of what is approved would be empty; what comes from now on begins as a draft.
alter table zone_figure add column review_state varchar(10) default 'APPROVED' not null;
alter table zone_figure alter column review_state set default 'DRAFT';
alter table zone_figure add column review_remark varchar(1000);
alter table zone_figure add constraint ck_zone_figure_review_state
    check (review_state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED'));
alter table indicator_observation add column review_state varchar(10) default 'APPROVED' not null;
alter table indicator_observation alter column review_state set default 'DRAFT';
alter table indicator_observation add column review_remark varchar(1000);
alter table indicator_observation add constraint ck_observation_review_state
    check (review_state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED'));

-- Since when a record waits for an official: when it was submitted last.
alter table event add column submitted_at timestamp with time zone;
alter table zone_figure add column submitted_at timestamp with time zone;
alter table indicator_observation add column submitted_at timestamp with time zone;
update event set submitted_at = changed_at where review_state = 'SUBMITTED';

-- What waits, and what an office has not submitted; and of a year, what each office has in which state.
create index ix_event_review on event (review_state, office_code);
create index ix_event_last_day on event (last_day, office_code, review_state);
create index ix_zone_figure_review on zone_figure (review_state, zone_id);
create index ix_observation_review on indicator_observation (review_state, geography_code);
create index ix_observation_year on indicator_observation (period_year, geography_code, review_state);

-- Steps of a review that many records take together.
alter table change_operation drop constraint ck_change_operation_kind;
alter table change_operation add constraint ck_change_operation_kind check (kind in
    ('IMPORT', 'ENTRY', 'MERGE', 'CHANGE', 'REMOVAL', 'COPY', 'UNDO', 'RESTORE', 'SAMPLE',
     'SUBMISSION', 'TAKING_BACK', 'APPROVAL', 'RETURN', 'REOPENING'));
