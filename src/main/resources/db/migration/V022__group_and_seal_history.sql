-- What was written together and is one entry that opens into its rows: an import, a merge, a change of many rows, a restore.
-- The row is written at the end of its transaction, when it is known how many entries it has; so entries name it before it is there.
create sequence change_operation_number;
create table change_operation (
    id bigint primary key,
    kind varchar(20) not null,
    recorded_at timestamp with time zone not null,
    person varchar(60) not null,
    -- What it is about, in words that outlive it: the name of a file, of two businesses.
    subject varchar(400),
    reason varchar(1000),
    entries bigint not null,
    import_id bigint references import_run,
    constraint ck_change_operation_kind check (kind in
        ('IMPORT', 'ENTRY', 'MERGE', 'CHANGE', 'REMOVAL', 'COPY', 'UNDO', 'RESTORE', 'SAMPLE')),
    constraint ck_change_operation_entries check (entries > 0)
);
create index ix_change_operation_recorded_at on change_operation (recorded_at desc, id desc);

-- How many entries of each kind of record an operation has.
create table change_operation_part (
    operation_id bigint not null references change_operation,
    record_kind varchar(40) not null,
    entries bigint not null,
    primary key (operation_id, record_kind)
);

alter table change_entry add column operation_id bigint;

-- The beginning of the chain, in one row that is held by whoever goes on with it. What was recorded up to these numbers was
-- there before the chain.
create table change_chain (
    id smallint primary key,
    begun_at timestamp with time zone not null,
    last_entry bigint not null,
    last_operation bigint not null,
    constraint ck_change_chain_id check (id = 1)
);

-- The chain: each entry and each operation in its place, with the hash of all that it says and of the hash before. Without
-- references, so that a seal stays where what it seals is taken away; that is how it is found to be missing.
create table change_seal (
    position bigint primary key,
    entry_id bigint,
    operation_id bigint,
    sealed_at timestamp with time zone not null,
    hash varchar(64) not null,
    constraint uq_change_seal_entry unique (entry_id),
    constraint uq_change_seal_operation unique (operation_id),
    constraint ck_change_seal_one check ((entry_id is null) <> (operation_id is null))
);
