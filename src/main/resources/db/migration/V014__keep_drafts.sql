-- What people typed into a form and did not save, for themselves alone. A form that is left without saving keeps its draft.
create table draft (
    id uuid primary key,
    account_id bigint not null references account,
    -- The kind of record, and its number or "new".
    form_key varchar(120) not null,
    title varchar(400) not null,
    -- The page on which the form is.
    address varchar(1000) not null,
    -- The version of the record from which the typing began; none for a new one.
    record_version bigint,
    -- By field: what stood there, and what was typed.
    content text not null,
    saved_at timestamp with time zone not null
);
create index ix_draft_account on draft (account_id, form_key);
create index ix_draft_saved_at on draft (saved_at);
